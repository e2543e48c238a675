package io.entrepot.server.error;

/**
 * The error codes of the distribution specification (Error codes), with the status each usually
 * has.
 */
public enum OciError {
  BLOB_UNKNOWN(404),
  BLOB_UPLOAD_INVALID(400),
  BLOB_UPLOAD_UNKNOWN(404),
  DIGEST_INVALID(400),
  MANIFEST_BLOB_UNKNOWN(400),
  MANIFEST_INVALID(400),
  MANIFEST_UNKNOWN(404),
  NAME_INVALID(400),
  NAME_UNKNOWN(404),
  SIZE_INVALID(400),
  UNAUTHORIZED(401),
  DENIED(403),
  UNSUPPORTED(405),
  TOOMANYREQUESTS(429);

  private final int status;

  OciError(int status) {
    this.status = status;
  }

  /** The HTTP status that goes with the code unless an endpoint says otherwise. */
  public int status() {
    return status;
  }
}
