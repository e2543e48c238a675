package io.entrepot.server.error;

import io.entrepot.server.http.Request;
import io.entrepot.storage.failure.StorageFailure;
import io.entrepot.storage.oci.Digest;
import java.util.List;
import java.util.Map;

/** What each failure of the store is to a client. */
final class StorageErrors {
  /** How many missing blobs of a manifest are named at most. */
  static final int MISSING_NAMED = 100;

  private StorageErrors() {}

  static Refusal refusal(Request request, StorageFailure failure) {
    return switch (failure) {
      case StorageFailure.RepositoryUnknown f -> Refusal.of(OciError.NAME_UNKNOWN, f.message());
      case StorageFailure.RepositoryNotMade f -> Refusal.of(OciError.NAME_UNKNOWN, f.message());
      case StorageFailure.RepositoryExists f -> Refusal.of(OciError.DENIED, f.message());
      case StorageFailure.RepositoryNotEmpty f -> Refusal.of(OciError.DENIED, f.message());
      case StorageFailure.RepositoryKeepsExpired f -> Refusal.of(OciError.DENIED, f.message());
      case StorageFailure.BlobUnknown f -> Refusal.of(OciError.BLOB_UNKNOWN, f.message());
      case StorageFailure.ManifestUnknown f -> Refusal.of(OciError.MANIFEST_UNKNOWN, f.message());
      case StorageFailure.ManifestBlobUnknown f -> missing(f);
      case StorageFailure.NotExpired f -> Refusal.of(OciError.MANIFEST_UNKNOWN, f.message());
      case StorageFailure.ExpiredMeanwhile f ->
          Refusal.of(503, ErrorEntry.ofServer(f.message()), "Retry-After", "1");
      case StorageFailure.TooManyToRestore f -> Refusal.of(OciError.DENIED, f.message());
      case StorageFailure.ImageExists f -> Refusal.of(OciError.DENIED, f.message());
      case StorageFailure.TagElsewhere f -> Refusal.of(OciError.DENIED, f.message());
      case StorageFailure.UploadUnknown f -> Refusal.of(OciError.BLOB_UPLOAD_UNKNOWN, f.message());
      case StorageFailure.UploadOutOfOrder f -> outOfOrder(request, f);
      case StorageFailure.UploadBusy f -> busy(f);
      case StorageFailure.TooManyUploads f ->
          Refusal.of(
              429, ErrorEntry.of(OciError.TOOMANYREQUESTS, f.message()), "Retry-After", "60");
      case StorageFailure.DigestMismatch f -> Refusal.of(OciError.DIGEST_INVALID, f.message());
      case StorageFailure.StillReferenced f -> held(f);
      case StorageFailure.TooManyTags f -> Refusal.of(OciError.DENIED, f.message());
      case StorageFailure.TooManyResourceTags f -> Refusal.of(OciError.DENIED, f.message());
      case StorageFailure.LifecyclePolicyUnknown f -> Refusal.of(OciError.DENIED, f.message());
      case StorageFailure.ExclusionExists f -> Refusal.of(OciError.DENIED, f.message());
      case StorageFailure.RepositoryTooLarge f -> Refusal.of(OciError.DENIED, f.message());
      case StorageFailure.ExclusionUnknown f -> Refusal.of(OciError.DENIED, f.message());
      case StorageFailure.TooManyExclusions f -> Refusal.of(OciError.DENIED, f.message());
      case StorageFailure.TemplateExists f -> Refusal.of(OciError.DENIED, f.message());
      case StorageFailure.TemplateUnknown f -> Refusal.of(OciError.DENIED, f.message());
      case StorageFailure.TagImmutable f -> Refusal.of(OciError.DENIED, f.message());
      case StorageFailure.OutOfSpace f -> Refusal.of(507, ErrorEntry.ofServer(f.message()));
      case StorageFailure.WritesStopped f ->
          Refusal.of(503, ErrorEntry.ofServer(f.message()), "Retry-After", "60");
    };
  }

  private static Refusal missing(StorageFailure.ManifestBlobUnknown failure) {
    List<ErrorEntry> errors =
        failure.missing().stream().limit(MISSING_NAMED).map(StorageErrors::missing).toList();
    return errors.isEmpty()
        ? Refusal.of(OciError.MANIFEST_BLOB_UNKNOWN, failure.message())
        : new Refusal(OciError.MANIFEST_BLOB_UNKNOWN.status(), List.of(), errors);
  }

  private static ErrorEntry missing(Digest digest) {
    return ErrorEntry.of(
        OciError.MANIFEST_BLOB_UNKNOWN,
        "the manifest names " + digest + ", which the repository does not hold",
        Map.of("digest", digest.toString()));
  }

  /** The specification asks for 416; what a client needs to go on is in the headers. */
  private static Refusal outOfOrder(Request request, StorageFailure.UploadOutOfOrder failure) {
    return Refusal.of(
        416,
        ErrorEntry.of(OciError.BLOB_UPLOAD_INVALID, failure.message()),
        "Location",
        request.path(),
        "Range",
        "0-" + Math.max(0, failure.received() - 1),
        "Docker-Upload-UUID",
        failure.uploadId());
  }

  /**
   * Mostly a client that lost its connection and came back before the server noticed. A 409 says it
   * best, but no client tries again after one; after a 503 docker, containerd, crane and regctl do.
   */
  private static Refusal busy(StorageFailure.UploadBusy failure) {
    return Refusal.of(
        503,
        ErrorEntry.of(OciError.BLOB_UPLOAD_INVALID, failure.message()),
        "Retry-After",
        "1",
        "Docker-Upload-UUID",
        failure.uploadId());
  }

  /** Deletion is disabled for as long as something holds it: 405 (Deleting manifests, blobs). */
  private static Refusal held(StorageFailure.StillReferenced failure) {
    return Refusal.of(405, ErrorEntry.of(OciError.DENIED, failure.message()), "Allow", "GET, HEAD");
  }
}
