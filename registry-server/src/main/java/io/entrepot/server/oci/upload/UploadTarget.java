package io.entrepot.server.oci.upload;

import io.entrepot.server.oci.OciPath;
import io.entrepot.server.route.PathValues;
import io.entrepot.storage.failure.StorageFailure;
import io.entrepot.storage.oci.RepositoryKey;
import io.entrepot.storage.upload.UploadId;

/**
 * An upload of a repository.
 *
 * @param called what the client calls the repository
 */
public record UploadTarget(RepositoryKey repository, String called, UploadId upload) {

  /** Reads the path; an id that is none of ours is one of no upload. */
  static UploadTarget parse(PathValues path) {
    RepositoryKey repository = OciPath.repository(path);
    UploadId upload =
        UploadId.parse(path.last())
            .orElseThrow(() -> new StorageFailure.UploadUnknown(path.last()).exception());
    return new UploadTarget(repository, path.repository(), upload);
  }
}
