package io.entrepot.crash;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Holds what the server says after a restart against what it acknowledged before. */
final class Auditor {
  private static final Pattern NAMED_BLOB = Pattern.compile("\"digest\":\"(sha256:[0-9a-f]+)\"");

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
    for (String digest : journal.manifests.keySet()) {
      checkContent("/v2/" + journal.repository + "/manifests/" + digest, digest);
    }
    for (String digest : journal.blobs) {
      checkContent("/v2/" + journal.repository + "/blobs/" + digest, digest);
    }
    Set<String> tags = new TreeSet<>(journal.tags.keySet());
    tags.addAll(journal.pendingTags.keySet());
    for (String tag : tags) {
      checkTag(journal, tag);
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

  private void checkContent(String path, String digest) throws IOException, InterruptedException {
    HttpResponse<byte[]> answer = client.get(path);
    if (answer.statusCode() != 200) {
      losses.add(path + " answers " + answer.statusCode());
    } else if (!RegistryClient.digest(answer.body()).equals(digest)) {
      losses.add(path + " has other content");
    }
  }

  private void checkTag(Journal journal, String tag) throws IOException, InterruptedException {
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
      checkWhole(journal, tag, new String(answer.body(), java.nio.charset.StandardCharsets.UTF_8));
      journal.manifests.putIfAbsent(found, answer.body());
    }
    journal.settle(tag, found);
  }

  /** A tag that is there names a manifest whose every blob is there. */
  private void checkWhole(Journal journal, String tag, String manifest)
      throws IOException, InterruptedException {
    Matcher blobs = NAMED_BLOB.matcher(manifest);
    int seen = 0;
    while (blobs.find()) {
      seen++;
      checkContent("/v2/" + journal.repository + "/blobs/" + blobs.group(1), blobs.group(1));
    }
    if (seen != 2) {
      losses.add(journal.repository + ":" + tag + " names " + seen + " blobs");
    }
  }
}
