package io.entrepot.crash;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/** One client that pushes, retags and deletes at random until the server is gone. */
final class Pusher {
  /** Layer sizes in bytes: some lie in the metadata, some in files, some in several chunks. */
  private static final int[] LAYER_SIZES = {0, 100, 20_000, 40_000, 300_000, 2_000_000};

  private static final int TAGS = 6;
  private static final int CHUNK = 500_000;

  private final RegistryClient client;
  private final Journal journal;
  private final Journal neighbour;
  private final SplittableRandom random;

  /**
   * A pusher to its own journal's repository.
   *
   * @param neighbour where blobs are mounted from: settled before, and not changed meanwhile
   */
  Pusher(RegistryClient client, Journal journal, Journal neighbour, SplittableRandom random) {
    this.client = client;
    this.journal = journal;
    this.neighbour = neighbour;
    this.random = random;
  }

  /** Works until the server dies, which shows as an IOException, or the thread is interrupted. */
  void run() throws IOException, InterruptedException {
    while (!Thread.currentThread().isInterrupted()) {
      switch (random.nextInt(10)) {
        case 0 -> retag();
        case 1 -> deleteTag();
        case 2 -> deleteManifest();
        case 3 -> leaveUploadOpen();
        case 4 -> mount();
        default -> pushImage();
      }
    }
  }

  private void pushImage() throws IOException, InterruptedException {
    byte[] layer = bytes(LAYER_SIZES[random.nextInt(LAYER_SIZES.length)]);
    byte[] config = ("{\"seed\":" + random.nextLong() + "}").getBytes(UTF_8);
    pushBlob(layer);
    pushBlob(config);
    byte[] manifest = Documents.image(config, List.of(layer), Optional.empty());
    String digest = RegistryClient.digest(manifest);
    String tag = tag();
    journal.mayTag(tag, digest);
    client.putManifest(journal.repository, tag, manifest);
    journal.manifests.put(digest, manifest);
    journal.tagged(tag, digest);
  }

  private void pushBlob(byte[] content) throws IOException, InterruptedException {
    String digest = RegistryClient.digest(content);
    String location = client.startUpload(journal.repository);
    OpenUpload upload = new OpenUpload(content);
    journal.uploads.put(location, upload);
    // A third of the uploads has all its bytes acknowledged before the request that ends it.
    int last = random.nextInt(3) == 0 ? 0 : CHUNK;
    int sent = 0;
    while (content.length - sent > last) {
      int end = Math.min(content.length, sent + CHUNK);
      client.patch(location, sent, Arrays.copyOfRange(content, sent, end));
      sent = end;
      upload = upload.acknowledged(sent);
      journal.uploads.put(location, upload);
    }
    journal.uploads.put(location, upload.mayEnd());
    client.finish(location, Arrays.copyOfRange(content, sent, content.length), digest);
    journal.uploads.remove(location);
    journal.blobs.add(digest);
  }

  private void leaveUploadOpen() throws IOException, InterruptedException {
    byte[] content = bytes(3 + random.nextInt(300_000));
    int first = 2 + random.nextInt(content.length - 2);
    String location = client.startUpload(journal.repository);
    OpenUpload upload = new OpenUpload(content);
    journal.uploads.put(location, upload);
    client.patch(location, 0, Arrays.copyOf(content, first));
    journal.uploads.put(location, upload.acknowledged(first));
  }

  private void retag() throws IOException, InterruptedException {
    List<Map.Entry<String, byte[]>> pushed = List.copyOf(journal.manifests.entrySet());
    if (pushed.isEmpty()) {
      return;
    }
    Map.Entry<String, byte[]> manifest = pushed.get(random.nextInt(pushed.size()));
    String tag = tag();
    journal.mayTag(tag, manifest.getKey());
    client.putManifest(journal.repository, tag, manifest.getValue());
    journal.tagged(tag, manifest.getKey());
  }

  private void deleteTag() throws IOException, InterruptedException {
    String tag = tag();
    if (journal.tags.getOrDefault(tag, Journal.ABSENT).equals(Journal.ABSENT)) {
      return;
    }
    journal.mayTag(tag, Journal.ABSENT);
    client.delete(journal.repository, tag);
    journal.tagged(tag, Journal.ABSENT);
  }

  private void deleteManifest() throws IOException, InterruptedException {
    List<String> pushed = List.copyOf(journal.manifests.keySet());
    if (pushed.isEmpty()) {
      return;
    }
    String digest = pushed.get(random.nextInt(pushed.size()));
    List<String> tags = journal.mayDelete(digest);
    client.delete(journal.repository, digest);
    journal.deleted(digest, tags);
  }

  private void mount() throws IOException, InterruptedException {
    List<String> blobs = List.copyOf(neighbour.blobs);
    if (blobs.isEmpty()) {
      return;
    }
    String digest = blobs.get(random.nextInt(blobs.size()));
    client.mount(journal.repository, digest, neighbour.repository);
    journal.blobs.add(digest);
  }

  private String tag() {
    return "t" + random.nextInt(TAGS);
  }

  private byte[] bytes(int size) {
    byte[] bytes = new byte[size];
    random.nextBytes(bytes);
    return bytes;
  }
}
