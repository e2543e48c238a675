package io.entrepot.server.main;

import io.entrepot.auth.store.StoreException;
import io.entrepot.storage.backup.Backup;
import io.entrepot.storage.backup.BackupProgress;
import io.entrepot.storage.backup.BackupRefusedException;
import io.entrepot.storage.backup.BackupReport;
import io.entrepot.storage.backup.HoldExpiredException;
import io.entrepot.storage.driver.filesystem.Filesystem;
import io.entrepot.storage.failure.StorageException;
import io.entrepot.storage.layout.Layout;
import io.entrepot.storage.metadata.MetadataException;
import io.entrepot.storage.metadata.UnknownSchemaException;
import io.entrepot.storage.oci.Digest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** Copies a store while it is served. */
final class BackupCommand implements Subcommand {
  @Override
  public CommandSpec spec() {
    CommandSpec spec = CommandSpec.create().name("backup");
    spec.addPositional(
        PositionalParamSpec.builder()
            .index("0")
            .paramLabel("DIR")
            .type(String.class)
            .arity("1")
            .required(true)
            .description("Where the copy goes: a new or an empty folder.")
            .build());
    StoreOptions.addTo(spec, "Blobs that are copied at a time.");
    spec.usageMessage()
        .header("Takes a consistent copy of the store, while it is served or not.")
        .description(
            "",
            "The copy holds all that was acknowledged when this began, and is a data folder of"
                + " its own: serve --data DIR restores it. Every blob is hashed on its way. Open"
                + " uploads are left out, and so are certificates.",
            "",
            "Identities are in it, with their secrets sealed. The master key is not: keep a copy of"
                + " master.key, or of what --key-file names, somewhere else.",
            "",
            "Until it is whole the copy is named DIR.partial; delete that if a backup breaks off.",
            "",
            "Exit codes: 0 the copy is whole, 1 it is not, or some blob is broken in the store"
                + " itself (it is named, and the rest was copied), 2 it was not asked for well.")
        .footer(
            "",
            "Examples:",
            "  entrepot backup --data /var/lib/entrepot /mnt/backup/2026-11-21",
            "  entrepot verify --data /mnt/backup/2026-11-21",
            "  entrepot serve --data /mnt/backup/2026-11-21");
    return spec;
  }

  @Override
  public int run(ParseResult parsed) throws StartException {
    Optional<Boolean> json = StoreOptions.json(parsed);
    Optional<Integer> threads = StoreOptions.threads(parsed);
    if (json.isEmpty() || threads.isEmpty()) {
      return StoreOptions.refuse("--output is text or json, and --threads 1 to 64");
    }
    Path target = Path.of(parsed.<String>matchedPositionalValue(0, ""));
    try {
      return run(StoreOptions.data(parsed), target, threads.orElseThrow(), json.orElseThrow());
    } catch (BackupRefusedException e) {
      throw new StartException("no backup was taken: " + e.getMessage());
    } catch (IOException
        | UncheckedIOException
        | MetadataException
        | UnknownSchemaException
        | StoreException
        | StorageException
        | HoldExpiredException e) {
      throw new StartException(
          "the backup broke off, and what there is of it in "
              + target
              + ".partial is of no use: "
              + e.getMessage());
    }
  }

  private static int run(Path data, Path target, int threads, boolean json) throws IOException {
    BackupReport report;
    try (ProgressBar bar = ProgressBar.onStandardError()) {
      Backup backup =
          new Backup(
              data,
              target,
              directory -> Filesystem.open(directory, Layout.directories()),
              IdentityRoom::copy,
              threads,
              (blob, why) -> bar.print(System.out, damage(blob, why, json)),
              InstantSource.system());
      bar.follow(() -> state(backup.progress()));
      report = backup.run();
    }
    System.out.println(json ? members(report) : text(report, target));
    System.out.flush();
    return report.damaged() == 0 ? Main.OK : Main.FAILURE;
  }

  private static String damage(Digest blob, String why, boolean json) {
    return json
        ? JsonLine.of(Map.of("damaged", blob.toString(), "why", why))
        : "blob-damaged " + blob + ": " + why + " (not in the copy)";
  }

  private static String text(BackupReport report, Path target) {
    String whole =
        "copied "
            + Amounts.count(report.manifests(), "manifest", "manifests")
            + ", "
            + Amounts.count(report.tags(), "tag", "tags")
            + " and "
            + Amounts.count(report.files(), "blob file", "blob files")
            + " ("
            + Amounts.bytes(report.fileBytes())
            + ") to "
            + target;
    return report.damaged() == 0
        ? whole
        : whole + "; " + report.damaged() + " broken in the store: see entrepot verify";
  }

  private static String members(BackupReport report) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("manifests", report.manifests());
    members.put("tags", report.tags());
    members.put("files", report.files());
    members.put("fileBytes", report.fileBytes());
    members.put("damaged", report.damaged());
    return JsonLine.of(members);
  }

  private static ProgressBar.State state(BackupProgress progress) {
    return new ProgressBar.State(progress.phase(), progress.doneBytes(), progress.totalBytes());
  }
}
