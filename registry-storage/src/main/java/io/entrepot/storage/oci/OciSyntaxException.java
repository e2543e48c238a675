package io.entrepot.storage.oci;

import java.util.Objects;

/**
 * A text or document from outside that is not what the OCI specifications call for. The message
 * says what was wrong and is safe to show to the client.
 */
public final class OciSyntaxException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What was being parsed. */
  public enum Kind {
    NAME,
    TAG,
    DIGEST,
    MEDIA_TYPE,
    MANIFEST
  }

  private final Kind kind;

  public OciSyntaxException(Kind kind, String message) {
    super(message, null, false, false);
    this.kind = kind;
  }

  @Override
  public String getMessage() {
    return Objects.requireNonNull(super.getMessage());
  }

  public Kind kind() {
    return kind;
  }
}
