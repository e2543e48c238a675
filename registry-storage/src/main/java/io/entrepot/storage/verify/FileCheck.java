package io.entrepot.storage.verify;

import io.entrepot.storage.blob.BlobLocation;
import io.entrepot.storage.blob.StoredBlob;
import io.entrepot.storage.driver.StorageKey;
import io.entrepot.storage.driver.StorageReader;
import io.entrepot.storage.driver.StoredObject;
import io.entrepot.storage.encoding.Encoding;
import io.entrepot.storage.layout.Layout;
import io.entrepot.storage.metadata.GarbageRows;
import io.entrepot.storage.metadata.StoreRows;
import io.entrepot.storage.metadata.StoreRows.UploadEntry;
import io.entrepot.storage.upload.UploadId;
import io.entrepot.storage.verify.Finding.Outcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * Looks for files that no row names, and for uploads whose file is gone or too short.
 *
 * <p>On a store that is being served, a file gets its content address a moment before its row is
 * there, and an upload's row goes a moment before its file. So what has no row is only noted at
 * first, and looked at again when {@link #confirm} is called, at the end of the verification.
 */
final class FileCheck {
  private static final int PAGE = 500;

  /** Suspects that are kept for a second look; of more than that, the rest get theirs at once. */
  private static final int SUSPECTS = 10_000;

  private final CheckedStore store;
  private final boolean remove;
  private final Tally tally;
  private final List<StoredBlob> blobs = new ArrayList<>();
  private final List<StoredObject> uploads = new ArrayList<>();

  FileCheck(CheckedStore store, boolean remove, Tally tally) {
    this.store = store;
    this.remove = remove;
    this.tally = tally;
  }

  void run() {
    store.blobs().list(this::see);
    onDisk(() -> {
      store.driver().list(Layout.UPLOADS, this::see);
      return true;
    });
    List<UploadEntry> page = page("");
    while (!page.isEmpty()) {
      page.forEach(this::check);
      page = page(page.getLast().id());
    }
  }

  private List<UploadEntry> page(String after) {
    return store.metadata().read(sql -> StoreRows.uploads(sql, after, PAGE));
  }

  private void see(StoredBlob file) {
    tally.add(Count.FILES, 1);
    if (!isNamed(file)) {
      if (blobs.size() < SUSPECTS) {
        blobs.add(file);
      } else {
        confirm(file);
      }
    }
  }

  private void see(StoredObject file) {
    tally.add(Count.FILES, 1);
    if (!isNamed(file)) {
      if (uploads.size() < SUSPECTS) {
        uploads.add(file);
      } else {
        confirm(file);
      }
    }
  }

  private boolean isNamed(StoredBlob file) {
    return store
        .metadata()
        .read(sql ->
            StoreRows.isNamed(sql, file.digest(), file.generation())
                || GarbageRows.isRemoval(sql, file.digest(), file.generation()));
  }

  private boolean isNamed(StoredObject upload) {
    String id = upload.key().lastComponent();
    return store.metadata().read(sql -> StoreRows.isUpload(sql, id));
  }

  /** Looks again at what had no row, reports it and removes it when that was asked for. */
  void confirm() {
    blobs.forEach(this::confirm);
    uploads.forEach(this::confirm);
  }

  private void confirm(StoredBlob file) {
    StorageKey key = Layout.blob(file.digest(), file.generation());
    if (!isNamed(file) && size(key).isPresent()) {
      if (remove) {
        store
            .blobs()
            .remove(file.digest(), new BlobLocation.Stored(file.generation(), Encoding.PLAIN));
      }
      report(FindingKind.BLOB_ORPHANED, key, file.size());
    }
  }

  private void confirm(StoredObject upload) {
    OptionalLong size = size(upload.key());
    if (!isNamed(upload) && size.isPresent()) {
      if (remove) {
        onDisk(() -> store.driver().delete(upload.key()));
      }
      report(FindingKind.UPLOAD_ORPHANED, upload.key(), size.getAsLong());
    }
  }

  private void report(FindingKind kind, StorageKey key, long bytes) {
    tally.add(Count.ORPHAN_BYTES, bytes);
    Finding finding = Finding.reported(kind, key.toString(), bytes + " bytes that no row names");
    tally.report(remove ? finding.with(Outcome.REMOVED) : finding);
  }

  private void check(UploadEntry upload) {
    tally.add(Count.UPLOADS, 1);
    StorageKey key = UploadId.parse(upload.id()).map(id -> Layout.upload(id.value())).orElseThrow();
    OptionalLong size = size(key);
    boolean whole = size.isPresent() && size.getAsLong() >= upload.received();
    if (!whole && isStill(upload)) {
      String found = size.isPresent() ? "has " + size.getAsLong() + " bytes" : "has no file";
      tally.report(
          Finding.reported(
              FindingKind.UPLOAD_LOST,
              key.toString(),
              found + "; " + upload.received() + " were acknowledged"));
    }
  }

  private boolean isStill(UploadEntry upload) {
    return store.metadata().read(sql -> StoreRows.isUpload(sql, upload.id()));
  }

  private OptionalLong size(StorageKey key) {
    return onDisk(() -> {
      try (StorageReader reader = store.driver().open(key)) {
        return OptionalLong.of(reader.size());
      } catch (NoSuchFileException e) {
        return OptionalLong.empty();
      }
    });
  }

  private <T> T onDisk(io.entrepot.storage.driver.DiskThreads.Task<T> task) {
    try {
      return store.disk().call(task);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
