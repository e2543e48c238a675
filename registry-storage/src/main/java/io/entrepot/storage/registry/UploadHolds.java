package io.entrepot.storage.registry;

import io.entrepot.storage.failure.StorageFailure;
import io.entrepot.storage.upload.UploadId;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The uploads that a request is at work on. A hold is taken before the upload's row is read, so
 * that what the row says stays true until the hold is given up. Any thread.
 */
final class UploadHolds {
  private final Set<UploadId> held = ConcurrentHashMap.newKeySet();

  /** Throws UploadBusy while another has it. */
  Hold take(UploadId upload) {
    if (!held.add(upload)) {
      throw new StorageFailure.UploadBusy(upload.toString()).exception();
    }
    return new Hold(upload);
  }

  final class Hold implements AutoCloseable {
    private final UploadId upload;

    private Hold(UploadId upload) {
      this.upload = upload;
    }

    UploadId upload() {
      return upload;
    }

    @Override
    public void close() {
      held.remove(upload);
    }
  }
}
