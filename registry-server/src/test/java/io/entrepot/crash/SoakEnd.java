package io.entrepot.crash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.awaitility.Awaitility;

/**
 * The end of a soak: when nobody asks for anything any more, the store comes to have exactly what
 * its manifests name.
 */
record SoakEnd(SoakServer server, SoakTraffic traffic, Path data, Path scratch) {
  private static final Duration SETTLED_WITHIN = Duration.ofMinutes(2);
  private static final int COLLECTED_AT_LEAST = 50;

  /** Looks at everything, and stops the server. */
  void check(boolean crashed) throws IOException, InterruptedException {
    RegistryClient client = server.client();
    List<String> wrong = new ArrayList<>(traffic.losses(client));
    awaitSettled(client);
    server.awaitCollected();
    Map<String, Set<String>> named = StoreAudit.namedBlobs(client, wrong);
    wrong.addAll(traffic.losses(client));
    wrong.addAll(traffic.leftovers(client, named));
    assertEquals(List.of(), wrong);
    assertTrue(server.figure("entrepot_gc_collected_blobs_total") > COLLECTED_AT_LEAST);
    assertTrue(traffic.figures.restored.sum() > 0, "nothing that expired was brought back");
    assertEquals(0, server.figure("entrepot_jobs_failed"));
    assertEquals(0, server.process().stop(), "a graceful stop ends with 0");
    Set<String> all = new TreeSet<>();
    named.values().forEach(all::addAll);
    assertEquals(List.of(), StoreAudit.wrongRows(data, all));
    if (crashed) {
      removeOrphans();
    }
    List<String> files = new ArrayList<>();
    StoreAudit.differences("a file", StoreAudit.files(data), StoreAudit.namedFiles(data), files);
    assertEquals(List.of(), files);
    assertEquals(List.of(), StoreAudit.findings(data, scratch.resolve("verify.log")));
  }

  /** Policies and deletions of repositories go on when the clients have ended. */
  private void awaitSettled(RegistryClient client) {
    Awaitility.await()
        .pollInterval(Duration.ofMillis(500))
        .atMost(SETTLED_WITHIN)
        .until(() ->
            StoreAudit.deletedRepositories(data).isEmpty()
                && arePoliciesDone(client)
                && StoreAudit.expiredImages(data).isEmpty());
  }

  private boolean arePoliciesDone(RegistryClient client) throws IOException, InterruptedException {
    for (String repository : traffic.withPolicy()) {
      if (StoreAudit.images(client, repository).size() > KeptImages.KEPT) {
        return false;
      }
    }
    return true;
  }

  /**
   * A crash may leave files that no row names; these go, and no others. As it seldom does, there is
   * one more.
   */
  private void removeOrphans() throws IOException, InterruptedException {
    Files.writeString(data.resolve("blobs/sha256/00/" + "0".repeat(64) + ".left"), "by a crash");
    Set<String> orphans = StoreAudit.files(data);
    orphans.removeAll(StoreAudit.namedFiles(data));
    Set<String> before = StoreAudit.files(data);
    List<String> findings =
        StoreAudit.findings(data, scratch.resolve("orphans.log"), "--remove-orphans");
    assertEquals(orphans.size(), findings.size(), findings::toString);
    assertTrue(
        findings.stream().allMatch(finding -> finding.contains("-orphaned\"")), findings::toString);
    before.removeAll(StoreAudit.files(data));
    assertEquals(orphans, before, "what was removed");
    System.out.printf("soak: crashes left %d files%n", orphans.size());
  }
}
