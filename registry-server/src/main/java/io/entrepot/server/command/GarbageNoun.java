package io.entrepot.server.command;

import io.entrepot.server.command.View.Column;
import java.io.PrintStream;

/** {@code entrepot gc}. */
final class GarbageNoun {
  private static final String SERVICE = "entrepot";
  private static final String DRY_RUN = "--dry-run";

  private GarbageNoun() {}

  static Noun noun() {
    return new Noun("gc", "Garbage collection: blobs that no manifest names.", status(), run());
  }

  private static Verb status() {
    return Verb.of("status", "Shows what waits, what was collected, and how the last one ended.")
        .details(
            "Links and blobs wait until their grace is over (gc.grace, gc.upload-grace); files"
                + " wait while a backup is under way.")
        .does(Work.call(SERVICE, "GetGarbageStatus"))
        .shows(
            View.lines(
                Column.of("links waiting", "WaitingLinks"),
                Column.of("blobs waiting", "WaitingBlobs"),
                Column.of("files waiting", "WaitingFiles"),
                Column.of("bytes in these files", "WaitingFileBytes"),
                Column.of("next review", "NextReview"),
                Column.of("expired images kept", "ExpiredImages"),
                Column.of("first of them deleted after", "NextExpiredDelete"),
                Column.of("held by a backup", "HeldByBackup"),
                Column.of("links collected", "CollectedLinks"),
                Column.of("blobs collected", "CollectedBlobs"),
                Column.of("bytes reclaimed", "CollectedBytes"),
                Column.of("collector", "State"),
                Column.of("last ended", "LastEnded"),
                Column.of("last outcome", "LastOutcome"),
                Column.of("last message", "LastMessage")))
        .examples("entrepot gc status", "entrepot gc status --output json");
  }

  private static Verb run() {
    return Verb.of("run", "Collects what is due now, or lists it.")
        .details(
            "It runs by itself as well (gc.interval). What is not due yet is left alone; with"
                + " --dry-run --all it is listed too.")
        .takes(
            Argument.flag(DRY_RUN, "DryRun", "Changes nothing; lists what would go, and why."),
            Argument.flag("--all", "All", "With --dry-run: also what is not due yet."))
        .does(Work.call(SERVICE, "CollectGarbage"))
        .shows(GarbageNoun::print)
        .examples(
            "entrepot gc run",
            "entrepot gc run --dry-run",
            "entrepot gc run --dry-run --all --output json");
  }

  private static void print(Json answer, Asked asked, PrintStream out) {
    if (!asked.has(DRY_RUN)) {
      out.println("a collection is to run; entrepot gc status shows what came of it");
      return;
    }
    View.table(
            "Garbage",
            Column.of("FATE", "Fate"),
            Column.of("REPOSITORY", "RepositoryName"),
            Column.of("DIGEST", "ImageDigest"),
            Column.of("BYTES", "Size"),
            Column.of("REVIEW", "ReviewAt"),
            Column.of("WHY", "Reason"))
        .print(answer, asked, out);
    if (answer.text("More").filter("true"::equals).isPresent()) {
      asked.note("entrepot: there is more than is shown");
    }
  }
}
