package io.entrepot.server.error;

import io.entrepot.server.http.BodyInterruptedException;
import io.entrepot.server.http.BodyTooLargeException;
import io.entrepot.server.http.Request;
import io.entrepot.server.http.Response;
import io.entrepot.server.http.TooManyBodiesException;
import io.entrepot.storage.failure.StorageException;
import io.entrepot.storage.oci.OciSyntaxException;
import java.io.UncheckedIOException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one mapper from what an endpoint throws to an answer with the specification's JSON errors.
 * What was not expected is logged, and the client is told the request's id and nothing else.
 */
public final class ErrorResponses {
  private static final Logger LOG = LoggerFactory.getLogger(ErrorResponses.class);

  /** The answer for a failure of this request. */
  public Response respond(Request request, Exception failure) {
    return refusal(request, failure).toResponse();
  }

  /** The same before it is written, with what the audit log wants to know of it. */
  public Refusal refusal(Request request, Exception failure) {
    return switch (failure) {
      case RefusedException f ->
          new Refusal(
              f.status(),
              f.headers(),
              List.of(ErrorEntry.of(f.code(), String.valueOf(f.getMessage()))));
      case StorageException f -> storage(request, f);
      case OciSyntaxException f -> Refusal.of(code(f.kind()), String.valueOf(f.getMessage()));
      case BodyTooLargeException f ->
          Refusal.of(413, ErrorEntry.of(OciError.SIZE_INVALID, String.valueOf(f.getMessage())));
      case TooManyBodiesException f ->
          Refusal.of(503, ErrorEntry.ofServer(String.valueOf(f.getMessage())), "Retry-After", "5");
      case UnavailableException f ->
          Refusal.of(503, ErrorEntry.ofServer(String.valueOf(f.getMessage())), "Retry-After", "5");
      case BodyInterruptedException f ->
          // Seen only by a client that stalled: one that went away gets no answer.
          Refusal.of(
              408, ErrorEntry.of(OciError.BLOB_UPLOAD_INVALID, String.valueOf(f.getMessage())));
      case UncheckedIOException f when f.getCause() != null -> refusal(request, f.getCause());
      default -> unexpected(request, failure);
    };
  }

  private static Refusal storage(Request request, StorageException exception) {
    Refusal refusal = StorageErrors.refusal(request, exception.failure());
    if (refusal.status() >= 500) {
      LOG.warn("request {}: {}", request.id(), exception.getMessage());
    }
    return refusal;
  }

  private static Refusal unexpected(Request request, Exception failure) {
    LOG.error("request {} failed", request.id(), failure);
    return Refusal.of(500, ErrorEntry.ofServer("internal error; request id " + request.id()));
  }

  /** The specification has no code for a bad tag or media type of its own. */
  private static OciError code(OciSyntaxException.Kind kind) {
    return switch (kind) {
      case NAME -> OciError.NAME_INVALID;
      case DIGEST -> OciError.DIGEST_INVALID;
      case TAG, MEDIA_TYPE, MANIFEST -> OciError.MANIFEST_INVALID;
    };
  }
}
