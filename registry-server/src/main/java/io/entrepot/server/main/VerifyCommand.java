package io.entrepot.server.main;

import io.entrepot.storage.driver.filesystem.Filesystem;
import io.entrepot.storage.failure.StorageException;
import io.entrepot.storage.layout.Layout;
import io.entrepot.storage.metadata.Database;
import io.entrepot.storage.metadata.MetadataException;
import io.entrepot.storage.metadata.ReadOnlyDatabase;
import io.entrepot.storage.metadata.SqliteDatabase;
import io.entrepot.storage.metadata.UnknownSchemaException;
import io.entrepot.storage.verify.CheckedStore;
import io.entrepot.storage.verify.Verification;
import io.entrepot.storage.verify.VerifyOptions;
import io.entrepot.storage.verify.VerifyProgress;
import io.entrepot.storage.verify.VerifyReport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** Holds all that a store says against what it has. */
final class VerifyCommand implements Subcommand {
  private static final String QUARANTINE = "--quarantine";
  private static final String REMOVE_ORPHANS = "--remove-orphans";
  private static final String RATE = "--rate";
  private static final int MIB = 1 << 20;

  /** What was asked for. */
  private record Task(
      Path data, int threads, long rate, boolean quarantine, boolean removeOrphans, boolean json) {
    boolean changes() {
      return quarantine || removeOrphans;
    }
  }

  @Override
  public CommandSpec spec() {
    CommandSpec spec = CommandSpec.create().name("verify");
    spec.addOption(
        flag(
            QUARANTINE,
            "Moves broken blobs and manifests to quarantine/ in the data folder and stops serving"
                + " them, so that a push of the same heals the store. The server must be"
                + " stopped."));
    spec.addOption(
        flag(
            REMOVE_ORPHANS,
            "Deletes files that a crash left behind and no row names. The server must be"
                + " stopped."));
    spec.addOption(
        OptionSpec.builder(RATE)
            .paramLabel("MIB")
            .type(Integer.class)
            .description("Reads at most so many MiB of blobs a second. Default: no limit")
            .build());
    StoreOptions.addTo(spec, "Blobs that are hashed at a time.");
    spec.usageMessage()
        .header("Re-hashes every blob, checks every reference, and reports what is broken.")
        .description(
            "",
            "Looks at a stopped store or at one that is being served; without the first two"
                + " options it changes nothing. Each finding is a line on the standard output, as"
                + " it is found; the progress goes to the standard error.",
            "",
            "A layer that is missing because the specification or manifests.allow-sparse permits"
                + " it is counted as a gap. Files that no row names waste space and are no loss.",
            "",
            "Exit codes: 0 nothing is broken, 1 something is, or it could not be looked at, 2 it"
                + " was not asked for well.")
        .footer(
            "",
            "Examples:",
            "  entrepot verify --data /var/lib/entrepot",
            "  entrepot verify --rate 50                    beside a busy server",
            "  entrepot verify --quarantine --remove-orphans",
            "  entrepot verify --output json");
    return spec;
  }

  private static OptionSpec flag(String name, String help) {
    return OptionSpec.builder(name).arity("0").type(boolean.class).description(help).build();
  }

  @Override
  public int run(ParseResult parsed) throws StartException {
    Optional<Boolean> json = StoreOptions.json(parsed);
    Optional<Integer> threads = StoreOptions.threads(parsed);
    int rate = parsed.<Integer>matchedOptionValue(RATE, 0);
    if (json.isEmpty() || threads.isEmpty() || rate < 0) {
      return StoreOptions.refuse(
          "--output is text or json, --threads 1 to 64, and --rate not below 0");
    }
    return run(
        new Task(
            StoreOptions.data(parsed),
            threads.orElseThrow(),
            (long) rate * MIB,
            parsed.hasMatchedOption(QUARANTINE),
            parsed.hasMatchedOption(REMOVE_ORPHANS),
            json.orElseThrow()));
  }

  private static int run(Task task) throws StartException {
    try {
      return task.changes() ? runAlone(task) : verify(task, Optional.empty());
    } catch (IOException | UncheckedIOException e) {
      throw new StartException(
          "the store in " + task.data() + " cannot be read: " + e.getMessage());
    } catch (MetadataException | UnknownSchemaException | StorageException e) {
      throw new StartException(
          "the store in " + task.data() + " cannot be verified: " + e.getMessage());
    }
  }

  /** Takes the data folder, so that no server starts meanwhile. */
  private static int runAlone(Task task) throws StartException, IOException {
    try (DataFolder folder = DataFolder.take(task.data())) {
      if (!task.quarantine()) {
        return verify(task, Optional.empty());
      }
      try (Database database = SqliteDatabase.open(StoreOptions.metadata(folder.path()), 1)) {
        return verify(task, Optional.of(database));
      }
    }
  }

  private static int verify(Task task, Optional<Database> quarantine) throws IOException {
    VerifyReport report;
    try (CheckedStore store = open(task);
        ProgressBar bar = ProgressBar.onStandardError()) {
      Verification verification =
          new Verification(
              store,
              new VerifyOptions(task.threads(), task.rate(), quarantine, task.removeOrphans()),
              finding -> bar.print(System.out, VerifyOutput.finding(finding, task.json())));
      bar.follow(() -> state(verification.progress()));
      report = verification.run();
    }
    VerifyOutput.summary(report, task.json()).forEach(System.out::println);
    if (!task.json()) {
      VerifyOutput.advice(report, task.quarantine(), task.data()).forEach(System.out::println);
    }
    System.out.flush();
    return report.isClean() ? Main.OK : Main.FAILURE;
  }

  private static CheckedStore open(Task task) throws IOException {
    ReadOnlyDatabase metadata =
        ReadOnlyDatabase.open(StoreOptions.metadata(task.data()), task.threads());
    return CheckedStore.of(
        Filesystem.open(task.data(), Layout.directories()), metadata, task.threads());
  }

  private static ProgressBar.State state(VerifyProgress progress) {
    return new ProgressBar.State(progress.phase(), progress.doneBytes(), progress.totalBytes());
  }
}
