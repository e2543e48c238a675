package io.entrepot.server.oci.upload;

import io.entrepot.storage.failure.StorageException;
import io.entrepot.storage.failure.StorageFailure;
import io.entrepot.storage.oci.RepositoryKey;
import io.entrepot.storage.registry.Layers;
import io.entrepot.storage.upload.UploadId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts away an upload whose only request has failed. */
final class AbandonedUpload {
  private static final Logger LOG = LoggerFactory.getLogger(AbandonedUpload.class);

  private AbandonedUpload() {}

  /**
   * Cancels it if it is still there. A failure to do so must not hide the first one, and the upload
   * expires by itself.
   */
  static void cancel(Layers layers, RepositoryKey repository, UploadId upload) {
    try {
      layers.cancelUpload(repository, upload);
    } catch (StorageException failure) {
      if (!(failure.failure() instanceof StorageFailure.UploadUnknown)) {
        LOG.warn("upload {} stays until it expires: {}", upload, failure.getMessage());
      }
    }
  }
}
