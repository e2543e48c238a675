package io.entrepot.crash;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * A repository that nobody else changes: whatever was acknowledged and not deleted is always there,
 * and what was deleted never is.
 */
final class OwnRepository implements Actor {
  private static final int TAGS = 6;
  private static final int MOST_MANIFESTS = 30;
  private static final int MOST_REMEMBERED = 40;
  private static final int ATTEMPTS = 20;
  private static final int PULLS = 3;

  private final RegistryClient client;
  private final Journal journal;
  private final DockerPush push;
  private final ArtifactMaker maker;
  private final SplittableRandom random;
  private final SoakFigures figures;

  /** What was pushed and may be deleted since, to be pushed again; the oldest first. */
  private final Map<String, Artifact> remembered = new LinkedHashMap<>();

  OwnRepository(
      RegistryClient client,
      Journal journal,
      DockerPush push,
      ArtifactMaker maker,
      SplittableRandom random,
      SoakFigures figures) {
    this.client = client;
    this.journal = journal;
    this.push = push;
    this.maker = maker;
    this.random = random;
    this.figures = figures;
  }

  @Override
  public void step() throws IOException, InterruptedException {
    if (journal.manifests.size() > MOST_MANIFESTS) {
      deleteManifest();
    }
    switch (random.nextInt(24)) {
      case 0, 1, 2, 3, 4 -> push(maker.image(), tag());
      case 5 -> push(maker.index(), tag());
      case 6 -> pushReferrer();
      case 7, 8, 9, 10 -> pushAgain();
      case 11, 12 -> retag();
      case 13 -> deleteTag();
      case 14, 15, 16, 17, 18 -> deleteManifest();
      case 19 -> deleteBlob();
      case 20 -> {
        if (random.nextInt(4) == 0) {
          deleteRepository();
        }
      }
      default -> pull();
    }
  }

  private void push(Artifact artifact, String reference) throws IOException, InterruptedException {
    for (Artifact child : artifact.children()) {
      push(child, child.digest());
    }
    boolean tagged = !reference.equals(artifact.digest());
    if (tagged) {
      journal.mayTag(reference, artifact.digest());
    }
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      long start = System.nanoTime();
      Optional<String> refusal = push.offer(journal.repository, artifact, reference);
      if (refusal.isEmpty()) {
        acknowledged(artifact, reference, tagged);
        return;
      }
      long millis = (System.nanoTime() - start) / 1_000_000;
      if (millis < SoakServer.PROMISE_MILLIS) {
        throw new AssertionError("refused after only " + millis + " ms: " + refusal.get());
      }
      figures.refused.increment();
    }
    throw new AssertionError("a push came to nothing " + ATTEMPTS + " times");
  }

  private void acknowledged(Artifact artifact, String reference, boolean tagged) {
    figures.pushed.increment();
    journal.fleeting.addAll(Documents.blobs(artifact.document()));
    journal.manifests.put(artifact.digest(), artifact.document());
    if (tagged) {
      journal.tagged(reference, artifact.digest());
    }
    remembered.remove(artifact.digest());
    remembered.put(artifact.digest(), artifact);
    if (remembered.size() > MOST_REMEMBERED) {
      Iterator<String> oldest = remembered.keySet().iterator();
      oldest.next();
      oldest.remove();
    }
  }

  private void pushReferrer() throws IOException, InterruptedException {
    Optional<Map.Entry<String, byte[]>> subject = any();
    if (subject.isPresent()) {
      Artifact referrer = maker.referrer(subject.get().getValue());
      push(referrer, referrer.digest());
    }
  }

  private void pushAgain() throws IOException, InterruptedException {
    List<Artifact> known = List.copyOf(remembered.values());
    if (!known.isEmpty()) {
      push(known.get(random.nextInt(known.size())), tag());
    }
  }

  private void retag() throws IOException, InterruptedException {
    Optional<Map.Entry<String, byte[]>> manifest = any();
    if (manifest.isPresent()) {
      byte[] document = manifest.get().getValue();
      String tag = tag();
      journal.mayTag(tag, manifest.get().getKey());
      String path = "/v2/" + journal.repository + "/manifests/" + tag;
      expect(Set.of(201), client.send("PUT", path, Documents.mediaType(document), document));
      journal.tagged(tag, manifest.get().getKey());
    }
  }

  private void deleteTag() throws IOException, InterruptedException {
    String tag = tag();
    if (!journal.tags.getOrDefault(tag, Journal.ABSENT).equals(Journal.ABSENT)) {
      journal.mayTag(tag, Journal.ABSENT);
      client.delete(journal.repository, tag);
      journal.tagged(tag, Journal.ABSENT);
    }
  }

  /** One that an index names stays. */
  private void deleteManifest() throws IOException, InterruptedException {
    Optional<Map.Entry<String, byte[]>> manifest = any();
    if (manifest.isEmpty()) {
      return;
    }
    String digest = manifest.get().getKey();
    String path = "/v2/" + journal.repository + "/manifests/" + digest;
    if (journal.manifests.values().stream()
        .anyMatch(other -> Documents.children(other).contains(digest))) {
      expect(Set.of(405), client.send("DELETE", path));
      return;
    }
    List<String> tags = journal.mayDelete(digest);
    client.delete(journal.repository, digest);
    journal.deleted(digest, tags);
    figures.deleted.increment();
    expect(Set.of(404), client.send("HEAD", path));
  }

  /** One that a manifest names stays; any other may have been collected before. */
  private void deleteBlob() throws IOException, InterruptedException {
    List<Artifact> known =
        remembered.values().stream().filter(each -> !each.blobs().isEmpty()).toList();
    if (known.isEmpty()) {
      return;
    }
    List<byte[]> blobs = known.get(random.nextInt(known.size())).blobs();
    String digest = RegistryClient.digest(blobs.get(random.nextInt(blobs.size())));
    boolean named =
        journal.manifests.values().stream()
            .anyMatch(manifest -> Documents.blobs(manifest).contains(digest));
    String path = "/v2/" + journal.repository + "/blobs/" + digest;
    // After a crash there may be manifests whose push was never answered.
    expect(named ? Set.of(405) : Set.of(202, 404, 405), client.send("DELETE", path));
  }

  private void deleteRepository() throws IOException, InterruptedException {
    List<String> digests = List.copyOf(journal.manifests.keySet());
    if (digests.isEmpty()) {
      return;
    }
    Map<String, List<String>> tags = new LinkedHashMap<>();
    digests.forEach(digest -> tags.put(digest, journal.mayDelete(digest)));
    expect(
        Set.of(200),
        client.administer(
            "ecr",
            "DeleteRepository",
            "{\"repositoryName\":\"" + journal.repository + "\",\"force\":true}"));
    tags.forEach(journal::deleted);
    figures.repositories.increment();
    String path = "/v2/" + journal.repository + "/manifests/" + digests.getFirst();
    expect(Set.of(404), client.send("HEAD", path));
  }

  private void pull() throws IOException, InterruptedException {
    List<String> losses = new ArrayList<>();
    WholePull pull = new WholePull(client, journal.repository, losses);
    for (int i = 0; i < PULLS; i++) {
      Optional<Map.Entry<String, byte[]>> manifest = any();
      if (manifest.isPresent()) {
        pull.manifest(manifest.get().getKey());
        figures.pulled.increment();
      }
    }
    if (!losses.isEmpty()) {
      throw new AssertionError("acknowledged and not there: " + losses);
    }
  }

  private Optional<Map.Entry<String, byte[]>> any() {
    List<Map.Entry<String, byte[]>> pushed = List.copyOf(journal.manifests.entrySet());
    return pushed.isEmpty()
        ? Optional.empty()
        : Optional.of(pushed.get(random.nextInt(pushed.size())));
  }

  private String tag() {
    return "t" + random.nextInt(TAGS);
  }

  private static void expect(Set<Integer> statuses, HttpResponse<byte[]> answer) {
    if (!statuses.contains(answer.statusCode())) {
      throw DockerPush.unexpected(answer);
    }
  }
}
