package io.entrepot.storage.verify;

import io.entrepot.storage.metadata.DatabaseChecks;
import io.entrepot.storage.metadata.ReadOnlyDatabase;
import java.util.List;

/** Asks the database about its own soundness. */
final class DatabaseCheck {
  private final ReadOnlyDatabase metadata;
  private final Tally tally;

  DatabaseCheck(ReadOnlyDatabase metadata, Tally tally) {
    this.metadata = metadata;
    this.tally = tally;
  }

  void run() {
    report(metadata.read(DatabaseChecks::structure));
    report(metadata.read(DatabaseChecks::danglingRows));
  }

  private void report(List<String> lines) {
    for (String line : lines) {
      tally.report(Finding.reported(FindingKind.DATABASE_DAMAGED, "metadata.db", line));
    }
  }
}
