package io.entrepot.crash;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Holds what the server says after a restart against what it acknowledged before. */
final class Auditor {
  private final RegistryClient client;
  private final List<String> losses = new ArrayList<>();

  Auditor(RegistryClient client) {
    this.client = client;
  }

  /**
   * Everything that was acknowledged and is not there, or is not whole; empty when all is well.
   * Ends some of the uploads that were open.
   */
  List<String> audit(Journal journal) throws IOException, InterruptedException {
    losses.clear();
    settleDeletes(journal);
    UploadAudit uploads = new UploadAudit(client, journal, losses);
    for (String location : List.copyOf(journal.uploads.keySet())) {
      uploads.check(location);
    }
    WholePull pull = new WholePull(client, journal.repository, losses);
    for (String digest : journal.manifests.keySet()) {
      pull.manifest(digest);
    }
    for (String digest : journal.blobs) {
      pull.blob(digest);
    }
    Set<String> tags = new TreeSet<>(journal.tags.keySet());
    tags.addAll(journal.pendingTags.keySet());
    for (String tag : tags) {
      checkTag(journal, tag, pull);
    }
    return List.copyOf(losses);
  }

  private void settleDeletes(Journal journal) throws IOException, InterruptedException {
    for (String digest : journal.pendingDeletes) {
      if (client.get("/v2/" + journal.repository + "/manifests/" + digest).statusCode() == 404) {
        journal.manifests.remove(digest);
      }
    }
    journal.pendingDeletes.clear();
  }

  /** A tag that is there names a manifest that is whole. */
  private void checkTag(Journal journal, String tag, WholePull pull)
      throws IOException, InterruptedException {
    HttpResponse<byte[]> answer = client.get("/v2/" + journal.repository + "/manifests/" + tag);
    String found =
        switch (answer.statusCode()) {
          case 200 -> RegistryClient.digest(answer.body());
          case 404 -> Journal.ABSENT;
          default -> "answer " + answer.statusCode();
        };
    if (!journal.allows(tag, found)) {
      losses.add(journal.repository + ":" + tag + " is " + found + ", never asked for so");
    }
    if (answer.statusCode() == 200) {
      pull.partsOf(answer.body());
      journal.manifests.putIfAbsent(found, answer.body());
    }
    journal.settle(tag, found);
  }
}
