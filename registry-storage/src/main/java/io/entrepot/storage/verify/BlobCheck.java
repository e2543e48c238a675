package io.entrepot.storage.verify;

import io.entrepot.storage.metadata.BlobPages;
import io.entrepot.storage.metadata.BlobRow;
import io.entrepot.storage.metadata.BlobRows;
import io.entrepot.storage.metadata.ReadOnlyDatabase;
import io.entrepot.storage.metadata.StoreRows;
import io.entrepot.storage.verify.Finding.Outcome;
import java.util.List;
import java.util.Optional;

/** Hashes every blob that has a row, several at a time. */
final class BlobCheck {
  private static final int NAMERS_TOLD = 3;

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
    List<String> namers =
        metadata.read(sql -> StoreRows.namers(sql, blob.id(), blob.digest(), NAMERS_TOLD + 1));
    Finding told = Finding.reported(finding.kind(), finding.what(), finding.why() + needed(namers));
    if (quarantine.isPresent()) {
      quarantine.get().setAside(blob);
      told = told.with(Outcome.SET_ASIDE);
    }
    tally.report(told);
  }

  private static String needed(List<String> namers) {
    if (namers.isEmpty()) {
      return "; no manifest names it";
    }
    String more = namers.size() > NAMERS_TOLD ? " and others" : "";
    return "; named by "
        + String.join(", ", namers.subList(0, Math.min(NAMERS_TOLD, namers.size())))
        + more;
  }
}
