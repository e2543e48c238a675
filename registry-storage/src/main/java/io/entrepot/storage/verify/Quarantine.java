package io.entrepot.storage.verify;

import io.entrepot.storage.blob.BlobLocation;
import io.entrepot.storage.blob.BlobStore;
import io.entrepot.storage.driver.DiskThreads;
import io.entrepot.storage.driver.StorageDriver;
import io.entrepot.storage.driver.StorageKey;
import io.entrepot.storage.driver.StorageWriter;
import io.entrepot.storage.layout.Layout;
import io.entrepot.storage.metadata.BlobRow;
import io.entrepot.storage.metadata.BlobRows;
import io.entrepot.storage.metadata.Database;
import io.entrepot.storage.metadata.LinkRows;
import io.entrepot.storage.metadata.ReferenceRow;
import io.entrepot.storage.metadata.ReferenceRows;
import io.entrepot.storage.metadata.Removals;
import io.entrepot.storage.metadata.Sql;
import io.entrepot.storage.metadata.StoreRows.ManifestEntry;
import io.entrepot.storage.oci.Digest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.FileAlreadyExistsException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Moves broken things out of the way, so that pushing them again heals the store. Their bytes are
 * kept for whoever wants to look. Any thread; no server may use the store.
 *
 * <p>A file is moved after its row is gone for good: a crash between the two leaves a file that no
 * row names, which the next verification reports. What lies in the metadata is copied out before.
 */
final class Quarantine {
  private static final Duration BLOBS_STAY = Duration.ofDays(1);

  private final Database metadata;
  private final BlobStore blobs;
  private final StorageDriver driver;
  private final DiskThreads disk;

  Quarantine(Database metadata, CheckedStore store) {
    this.metadata = metadata;
    this.blobs = store.blobs();
    this.driver = store.driver();
    this.disk = store.disk();
  }

  void setAside(BlobRow blob) {
    switch (blob.location()) {
      case BlobLocation.Stored stored -> {
        remove(blob);
        blobs.quarantine(blob.digest(), stored);
      }
      case BlobLocation.Inline _ -> {
        Optional<byte[]> content = metadata.read(sql -> BlobRows.content(sql, blob.id()));
        content.ifPresent(bytes -> keep(blob.digest(), "inline-" + blob.id(), bytes));
        remove(blob);
      }
    }
  }

  private void remove(BlobRow blob) {
    metadata.write(transaction -> {
      Removals.blob(transaction.sql(), blob.id());
      return true;
    });
  }

  /** Its blobs stay for a while, for whoever pushes the manifest again. */
  void setAsideManifest(ManifestEntry manifest, byte[] content) {
    keep(manifest.digest(), "manifest-" + manifest.id(), content);
    Instant reviewAt = Instant.now().plus(BLOBS_STAY);
    metadata.write(transaction -> {
      Sql sql = transaction.sql();
      List<ReferenceRow> references = ReferenceRows.of(sql, manifest.id());
      Removals.manifest(sql, manifest.id());
      references.forEach(reference ->
          LinkRows.review(sql, manifest.repository(), reference.target().digest(), reviewAt));
      return true;
    });
  }

  void removeTag(long repository, String name) {
    metadata.write(transaction -> {
      Removals.tag(transaction.sql(), repository, name);
      return true;
    });
  }

  private void keep(Digest digest, String generation, byte[] content) {
    StorageKey key = Layout.quarantined(digest, generation);
    try {
      disk.call(() -> {
        write(key, content);
        return true;
      });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void write(StorageKey key, byte[] content) throws IOException {
    try (StorageWriter writer = driver.create(key)) {
      writer.write(new ByteBuffer[] {ByteBuffer.wrap(content)});
      writer.force();
    } catch (FileAlreadyExistsException e) {
      return; // an earlier run came as far as this
    }
    driver.persist(key);
  }
}
