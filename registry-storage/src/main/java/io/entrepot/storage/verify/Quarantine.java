package io.entrepot.storage.verify;

import io.entrepot.storage.blob.BlobLocation;
import io.entrepot.storage.blob.BlobStore;
import io.entrepot.storage.metadata.BlobRow;
import io.entrepot.storage.metadata.BlobRows;
import io.entrepot.storage.metadata.Database;
import io.entrepot.storage.metadata.LinkRows;
import io.entrepot.storage.metadata.ReferenceRow;
import io.entrepot.storage.metadata.ReferenceRows;
import io.entrepot.storage.metadata.Removals;
import io.entrepot.storage.metadata.Sql;
import io.entrepot.storage.metadata.StoreRows.ManifestEntry;
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

  Quarantine(Database metadata, CheckedStore store) {
    this.metadata = metadata;
    this.blobs = store.blobs();
  }

  void setAside(BlobRow blob) {
    switch (blob.location()) {
      case BlobLocation.Stored stored -> {
        remove(blob);
        blobs.quarantine(blob.digest(), stored);
      }
      case BlobLocation.Inline _ -> {
        Optional<byte[]> content = metadata.read(sql -> BlobRows.content(sql, blob.id()));
        content.ifPresent(bytes -> blobs.quarantine(blob.digest(), "inline-" + blob.id(), bytes));
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
    blobs.quarantine(manifest.digest(), "manifest-" + manifest.id(), content);
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
}
