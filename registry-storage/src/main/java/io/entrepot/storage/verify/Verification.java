package io.entrepot.storage.verify;

import io.entrepot.storage.metadata.BlobRows;
import io.entrepot.storage.metadata.MetadataException;
import io.entrepot.storage.metadata.StoreRows;
import io.entrepot.storage.metadata.StoreTotals;
import io.entrepot.storage.oci.OciSyntaxException;
import java.util.Optional;

/**
 * Holds everything a store says against what it has: every blob against its digest, every manifest
 * against its digest and its references, every tag against its manifest, every file against its
 * row. Reads page by page and keeps no list that grows with the store. A server may go on serving
 * and changing the store meanwhile; what looks broken is looked at again before it is reported.
 *
 * <p>Files are listed first and their strays judged last: whatever was on its way in between has
 * its row by then. Blobs come before manifests, so that a manifest whose blob was set aside is
 * reported in the same run.
 */
public final class Verification {
  private final CheckedStore store;
  private final VerifyOptions options;
  private final Tally tally;

  public Verification(CheckedStore store, VerifyOptions options, FindingListener listener) {
    this.store = store;
    this.options = options;
    this.tally = new Tally(listener);
  }

  /** How far it is. Any thread, at any time. */
  public VerifyProgress progress() {
    return tally.progress();
  }

  /**
   * Runs to the end, however long that takes; once.
   *
   * @throws java.io.UncheckedIOException when a folder cannot be listed or something cannot be set
   *     aside; a blob that cannot be read is a finding instead
   */
  public VerifyReport run() {
    Optional<Quarantine> quarantine =
        options.quarantine().map(database -> new Quarantine(database, store));
    FileCheck files = new FileCheck(store, options.removeOrphans(), tally);
    BlobReader reader = reader(new Pace(options.bytesPerSecond()));
    phase("database", new DatabaseCheck(store.metadata(), tally)::run);
    phase("files", files::run);
    phase("blobs", this::expect);
    phase(
        "blobs",
        () -> new BlobCheck(store.metadata(), reader, quarantine, tally).run(options.threads()));
    phase("manifests", new ManifestCheck(store.metadata(), quarantine, tally)::run);
    phase("tags", new TagCheck(store.metadata(), quarantine, tally)::run);
    phase("strays", files::confirm);
    tally.enter("done");
    return tally.total();
  }

  private BlobReader reader(Pace pace) {
    return new BlobReader(
        store.blobs(),
        blob -> store.metadata().read(sql -> BlobRows.content(sql, blob.id())),
        bytes -> {
          tally.add(Count.BLOB_BYTES, bytes);
          pace.take(bytes);
        });
  }

  private void expect() {
    StoreTotals totals = store.metadata().read(StoreRows::totals);
    tally.expect(totals.blobBytes());
  }

  /** A database that cannot be read, or holds what nobody wrote, is a finding, not an end. */
  private void phase(String name, Runnable phase) {
    tally.enter(name);
    try {
      phase.run();
    } catch (MetadataException | OciSyntaxException | IllegalArgumentException e) {
      tally.report(
          Finding.reported(
              FindingKind.DATABASE_DAMAGED,
              "metadata.db",
              "the check of " + name + " broke off: " + e.getMessage()));
    }
  }
}
