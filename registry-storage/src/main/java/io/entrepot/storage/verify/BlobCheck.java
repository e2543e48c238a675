package io.entrepot.storage.verify;

import io.entrepot.storage.metadata.BlobPages;
import io.entrepot.storage.metadata.BlobRow;
import io.entrepot.storage.metadata.BlobRows;
import io.entrepot.storage.metadata.ReadOnlyDatabase;
import io.entrepot.storage.verify.Finding.Outcome;
import java.util.Optional;

/** Hashes every blob that has a row, several at a time. */
final class BlobCheck {
  private final ReadOnlyDatabase metadata;
  private final BlobReader reader;
  private final Optional<Quarantine> quarantine;
  private final Tally tally;

  BlobCheck(
      ReadOnlyDatabase metadata, BlobReader reader, Optional<Quarantine> quarantine, Tally tally) {
    this.metadata = metadata;
    this.reader = reader;
    this.quarantine = quarantine;
    this.tally = tally;
  }

  void run(int threads) {
    new BlobPages(metadata).forEach(threads, this::check);
  }

  private void check(BlobRow blob) {
    tally.add(Count.BLOBS, 1);
    if (reader.examine(blob).isPresent()) {
      confirm(blob);
    }
  }

  /** Looks again, with the row as it is now: a server may have moved or dropped the blob. */
  private void confirm(BlobRow suspect) {
    Optional<BlobRow> now = metadata.read(sql -> BlobRows.find(sql, suspect.digest()));
    if (now.isPresent()) {
      BlobRow blob = now.get();
      reader.examine(blob).ifPresent(finding -> report(blob, finding));
    }
  }

  private void report(BlobRow blob, Finding finding) {
    String needed = metadata.read(sql -> Namers.of(sql, blob));
    Finding told = Finding.reported(finding.kind(), finding.what(), finding.why() + needed);
    if (quarantine.isPresent()) {
      quarantine.get().setAside(blob);
      told = told.with(Outcome.SET_ASIDE);
    }
    tally.report(told);
  }
}
