package io.entrepot.server.command;

import io.entrepot.server.command.View.Column;
import java.io.PrintStream;

/** {@code entrepot scrub}. */
final class ScrubNoun {
  private static final String SERVICE = "entrepot";

  private ScrubNoun() {}

  static Noun noun() {
    return new Noun(
        "scrub", "Scrubbing: blobs are read again, and broken ones set aside.", status(), run());
  }

  private static Verb status() {
    return Verb.of("status", "Shows how the last pass ended, and what was found broken.")
        .details(
            "A blob that was set aside is served no more: whoever pushes an image of it again"
                + " heals it. Its bytes lie in the quarantine of the data folder.")
        .does(Work.call(SERVICE, "GetScrubStatus"))
        .shows(ScrubNoun::print)
        .examples("entrepot scrub status", "entrepot scrub status --output json");
  }

  private static void print(Json answer, Asked asked, PrintStream out) {
    View.lines(
            Column.of("enabled", "Enabled"),
            Column.of("state", "State"),
            Column.of("blobs read in this pass", "Read"),
            Column.of("blobs since the start", "BlobsSinceStart"),
            Column.of("bytes since the start", "BytesSinceStart"),
            Column.of("last ended", "LastEnded"),
            Column.of("last outcome", "LastOutcome"),
            Column.of("last message", "LastMessage"))
        .print(answer, asked, out);
    if (!answer.objects("Findings").isEmpty()) {
      View.table(
              "Findings",
              Column.of("FOUND", "FoundAt"),
              Column.of("DIGEST", "ImageDigest"),
              Column.of("BYTES", "Size"),
              Column.of("KIND", "Kind"),
              Column.of("SET ASIDE", "SetAside"),
              Column.of("WHY", "Reason"))
          .print(answer, asked, out);
    }
  }

  private static Verb run() {
    return Verb.of("run", "Has all blobs read now.")
        .details("It runs by itself as well (scrub.interval), at the same rate (scrub.rate).")
        .does(Work.call(SERVICE, "ScrubBlobs"))
        .shows(View.said("blobs are to be read; entrepot scrub status shows what came of it"))
        .examples("entrepot scrub run");
  }
}
