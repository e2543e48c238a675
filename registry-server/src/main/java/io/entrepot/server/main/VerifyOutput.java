package io.entrepot.server.main;

import io.entrepot.storage.verify.Finding;
import io.entrepot.storage.verify.VerifyReport;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a verification says, for people or for programs. */
final class VerifyOutput {
  private VerifyOutput() {}

  static String finding(Finding finding, boolean json) {
    if (json) {
      Map<String, Object> members = new LinkedHashMap<>();
      members.put("finding", finding.kind().label());
      members.put("what", finding.what());
      members.put("why", finding.why());
      members.put("broken", finding.kind().isBroken());
      members.put("outcome", outcome(finding));
      return JsonLine.of(members);
    }
    String done =
        finding.outcome() == Finding.Outcome.REPORTED ? "" : " (" + outcome(finding) + ")";
    return finding.kind().label() + " " + finding.what() + ": " + finding.why() + done;
  }

  private static String outcome(Finding finding) {
    return finding.outcome().name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  static List<String> summary(VerifyReport report, boolean json) {
    return json ? List.of(JsonLine.of(members(report))) : table(report);
  }

  private static Map<String, Object> members(VerifyReport report) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("clean", report.isClean());
    members.put("blobs", report.blobs());
    members.put("blobBytes", report.blobBytes());
    members.put("manifests", report.manifests());
    members.put("references", report.references());
    members.put("foreignGaps", report.foreignGaps());
    members.put("sparseGaps", report.sparseGaps());
    members.put("tags", report.tags());
    members.put("uploads", report.uploads());
    members.put("files", report.files());
    members.put("orphans", report.orphans());
    members.put("orphanBytes", report.orphanBytes());
    members.put("broken", report.broken());
    members.put("dealtWith", report.setAside());
    return members;
  }

  private static List<String> table(VerifyReport report) {
    return List.of(
        "blobs       " + report.blobs() + ", " + Amounts.bytes(report.blobBytes()) + " hashed",
        "manifests   " + report.manifests() + ", " + report.references() + " references",
        "gaps        "
            + report.sparseGaps()
            + " sparse, "
            + report.foreignGaps()
            + " foreign (permitted)",
        "tags        " + report.tags(),
        "uploads     " + report.uploads() + " open with a file",
        "files       " + report.files(),
        "orphans     " + report.orphans() + ", " + Amounts.bytes(report.orphanBytes()),
        "broken      " + report.broken());
  }

  /** What to do now, for people. */
  static List<String> advice(VerifyReport report, boolean dealtWith, Path data) {
    if (report.broken() > 0 && dealtWith) {
      return List.of(
          "What was set aside lies in " + data.resolve("quarantine") + " and is not served.",
          "Push again what is named above to heal the store.");
    }
    if (report.broken() > 0) {
      return List.of(
          "To heal: stop the server, run this with --quarantine, start it, and push again what is"
              + " named above.");
    }
    return List.of();
  }
}
