package io.entrepot.storage.registry;

import io.entrepot.storage.oci.Digest;
import io.entrepot.storage.oci.DigestAlgorithm;
import io.entrepot.storage.oci.RegistryId;
import io.entrepot.storage.oci.RepositoryKey;
import io.entrepot.storage.upload.ByteSource;
import io.entrepot.storage.upload.UploadId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The blobs of repositories and the uploads that bring them. Every method may block on the disk and
 * is called from virtual threads; what it reports as done is durable. Failures come as {@link
 * io.entrepot.storage.failure.StorageException}.
 */
@SuppressWarnings("DoNotCallSuggester")
public final class Layers {

  /** The blob, when the repository links it; RepositoryUnknown or BlobUnknown otherwise. */
  public LayerInfo stat(RepositoryKey repository, Digest digest) {
    throw new UnsupportedOperationException();
  }

  /** Opens the blob, when the repository links it; RepositoryUnknown or BlobUnknown otherwise. */
  public LayerContent open(RepositoryKey repository, Digest digest) {
    throw new UnsupportedOperationException();
  }

  /**
   * Takes the blob out of the repository; StillReferenced while a manifest of it names the blob.
   */
  public void delete(RepositoryKey repository, Digest digest) {
    throw new UnsupportedOperationException();
  }

  /** Starts an upload, and makes the repository when it does not exist; TooManyUploads. */
  public UploadStatus startUpload(RepositoryKey repository, DigestAlgorithm algorithm) {
    throw new UnsupportedOperationException();
  }

  /** Where the upload stands; UploadUnknown when this repository has no such upload. */
  public UploadStatus uploadStatus(RepositoryKey repository, UploadId upload) {
    throw new UnsupportedOperationException();
  }

  /**
   * Adds bytes to an upload and makes them durable. When the source breaks off, what came is kept
   * and the next status tells how much.
   *
   * @param from where the client says its chunk starts; empty means wherever the upload stands
   */
  public UploadStatus append(
      RepositoryKey repository, UploadId upload, OptionalLong from, ByteSource source) {
    throw new UnsupportedOperationException();
  }

  /**
   * Adds the last bytes, checks the digest of the whole, and links the blob into the repository. On
   * DigestMismatch the upload is gone.
   *
   * @param rest the last bytes; may have none
   */
  public LayerInfo completeUpload(
      RepositoryKey repository,
      UploadId upload,
      OptionalLong from,
      ByteSource rest,
      Digest expected) {
    throw new UnsupportedOperationException();
  }

  /** Ends an upload and forgets its bytes; UploadUnknown. */
  public void cancelUpload(RepositoryKey repository, UploadId upload) {
    throw new UnsupportedOperationException();
  }

  /**
   * Links a blob of the source repository into the target, which is made when it does not exist.
   * Empty when the source does not link it. The caller has made sure that the source may be read.
   */
  public Optional<LayerInfo> mount(RepositoryKey target, Digest digest, RepositoryKey source) {
    throw new UnsupportedOperationException();
  }

  /** Some repositories of the registry that link the blob, at most so many. */
  public List<RepositoryKey> mountCandidates(RegistryId registry, Digest digest, int limit) {
    throw new UnsupportedOperationException();
  }
}
