package io.entrepot.storage.oci;

import java.util.Optional;

/** Reads manifests, strictly and within bounds. Any thread. */
@SuppressWarnings("DoNotCallSuggester")
public final class ManifestParser {
  /** Largest manifest, in bytes: 4 MiB (distribution specification, pushing manifests). */
  public static final int MAX_BYTES = 4 * 1024 * 1024;

  private ManifestParser() {}

  /**
   * Reads a manifest.
   *
   * @param declared the media type that came with it, if any; the document's own must agree
   * @throws OciSyntaxException with kind MANIFEST, naming the place, for anything that is not a
   *     good manifest of a kind that the registry takes
   */
  public static Manifest parse(byte[] content, Optional<MediaType> declared) {
    throw new UnsupportedOperationException();
  }
}
