package io.entrepot.server.main;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.entrepot.storage.oci.Digest;
import io.entrepot.storage.oci.DigestAlgorithm;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code entrepot verify} and {@code entrepot backup}, on real stores that a server filled. */
@Timeout(300)
final class StoreCareIT {
  private static final String MANIFEST = "application/vnd.oci.image.manifest.v1+json";
  private static final String ROOT_PASSWORD = "a long enough password";
  private static final int LAYER_BYTES = 100_000;

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  @TempDir private Path folder = Path.of(".");

  private record Ended(int code, String out, String err) {}

  @Test
  void aStoreDamagedWhileStoppedIsReportedSetAsideAndHealedByAPush() throws Exception {
    Path data = folder.resolve("data");
    try (EntrepotProcess server = serve(data)) {
      push(server.awaitLine("listening on "), 1);
      server.awaitLine("management on ");
      Ended alive = run("verify", "--data", data.toString());
      assertEquals(0, alive.code(), alive.toString());
      Ended refused = run("verify", "--quarantine", "--data", data.toString());
      assertEquals(1, refused.code());
      assertTrue(refused.err().contains("in use by another entrepot process"), refused.err());
      stop(server);
    }
    Path file = onlyBlobFile(data);
    byte[] content = Files.readAllBytes(file);
    content[7] ^= 1;
    Files.write(file, content);
    Digest layer = sha256(layer(1));

    Ended found = run("verify", "--data", data.toString());
    assertEquals(1, found.code(), found.toString());
    assertTrue(found.out().startsWith("blob-damaged " + layer + ": its bytes hash to "));
    Ended json = run("verify", "--quarantine", "--output", "json", "--data", data.toString());
    assertEquals(1, json.code(), json.toString());
    assertTrue(json.out().startsWith("{\"finding\":\"blob-damaged\",\"what\":\"" + layer + "\""));
    assertTrue(json.out().contains("\"outcome\":\"set aside\""), json.out());
    assertFalse(Files.exists(file));

    try (EntrepotProcess server = serve(data)) {
      String registry = server.awaitLine("listening on ");
      assertEquals(404, get(registry + "/v2/team/app/blobs/" + layer).statusCode());
      push(registry, 1);
      assertTrue(Arrays.equals(layer(1), get(registry + "/v2/team/app/blobs/" + layer).body()));
      stop(server);
    }
    Ended healed = run("verify", "--data", data.toString());
    assertEquals(0, healed.code(), healed.toString());
  }

  @Test
  void aBackupTakenWhileClientsPushVerifiesAndServesAllThatWasPushedBefore() throws Exception {
    Path data = folder.resolve("data");
    Path copy = folder.resolve("copy");
    int before = 5;
    AtomicBoolean enough = new AtomicBoolean();
    CountDownLatch pushing = new CountDownLatch(1);
    try (EntrepotProcess server = serve(data);
        ExecutorService threads = Executors.newSingleThreadExecutor()) {
      String registry = server.awaitLine("listening on ");
      for (int seed = 1; seed <= before; seed++) {
        push(registry, seed);
      }
      Future<Integer> pusher = threads.submit(() -> pushOn(registry, before, enough, pushing));
      pushing.await();
      Ended backup = run("backup", copy.toString(), "--data", data.toString());
      enough.set(true);
      assertEquals(0, backup.code(), backup.toString());
      assertTrue(backup.out().startsWith("copied "), backup.out());
      assertTrue(pusher.get() > before);
      stop(server);
    }
    Ended verified = run("verify", "--data", copy.toString());
    assertEquals(0, verified.code(), verified.toString());
    try (EntrepotProcess server = serve(copy)) {
      String registry = server.awaitLine("listening on ");
      for (int seed = 1; seed <= before; seed++) {
        assertHolds(registry, seed);
      }
      stop(server);
    }
    Ended again = run("backup", copy.toString(), "--data", data.toString());
    assertEquals(1, again.code());
    assertTrue(again.err().contains("not an empty folder"), again.err());
  }

  @Test
  void identitiesAreInABackupAndOpenWithTheMasterKeyAlone() throws Exception {
    Path data = folder.resolve("data");
    Path copy = folder.resolve("copy");
    try (EntrepotProcess server = serveGuarded(data)) {
      server.awaitLine("listening on ");
      Ended backup = run("backup", copy.toString(), "--data", data.toString());
      assertEquals(0, backup.code(), backup.toString());
      stop(server);
    }
    assertFalse(Files.exists(copy.resolve("master.key")));
    assertEquals(
        "rw-------",
        PosixFilePermissions.toString(
            Files.getPosixFilePermissions(copy.resolve(IdentityRoom.FILE_NAME))));
    try (EntrepotProcess keyless = serveGuarded(copy)) {
      assertEquals(1, keyless.awaitEnd());
      assertTrue(keyless.errors().contains("name it with --key-file"), keyless.errors());
    }
    assertFalse(Files.exists(copy.resolve("master.key")));
    String key = data.resolve("master.key").toString();
    try (EntrepotProcess server = serveGuarded(copy, "--key-file", key)) {
      String registry = server.awaitLine("listening on ");
      HttpRequest.Builder signedIn =
          to(registry + "/v2/")
              .header(
                  "Authorization",
                  "Basic "
                      + Base64.getEncoder()
                          .encodeToString(
                              ("root:" + ROOT_PASSWORD).getBytes(StandardCharsets.UTF_8)));
      assertEquals(200, send(signedIn.GET()).statusCode());
      assertEquals(401, get(registry + "/v2/").statusCode());
      stop(server);
    }
  }

  private EntrepotProcess serveGuarded(Path data, String... more) throws IOException {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "serve", "--data", data.toString(), "--listen", "127.0.0.1:0", "--management=off"));
    arguments.addAll(List.of(more));
    return EntrepotProcess.start(
        folder, Map.of("ENTREPOT_ROOT_PASSWORD", ROOT_PASSWORD), arguments.toArray(new String[0]));
  }

  @Test
  void aFolderWithoutAStoreAndAnOptionThatIsNoneAreRefusedInOneLine() throws Exception {
    Ended none = run("verify", "--data", folder.resolve("none").toString());
    assertEquals(1, none.code());
    assertTrue(none.err().contains("there is no store in "), none.err());
    assertEquals(2, run("verify", "--output", "xml").code());
    assertEquals(2, run("backup").code());
  }

  private int pushOn(String registry, int from, AtomicBoolean enough, CountDownLatch pushing)
      throws Exception {
    int seed = from;
    while (!enough.get()) {
      push(registry, ++seed);
      pushing.countDown();
    }
    return seed;
  }

  private EntrepotProcess serve(Path data) throws IOException {
    return EntrepotProcess.start(
        folder,
        Map.of("ENTREPOT_ACCESS_LOG", "off"),
        "serve",
        "--open",
        "--data=" + data,
        "--listen=127.0.0.1:0",
        "--management=127.0.0.1:0");
  }

  private static void stop(EntrepotProcess server) throws InterruptedException {
    server.terminate();
    assertEquals(0, server.awaitEnd(), server.errors());
  }

  private Ended run(String... arguments) throws Exception {
    try (EntrepotProcess process = EntrepotProcess.start(folder, Map.of(), arguments)) {
      int code = process.awaitEnd();
      return new Ended(code, process.allLines(), process.errors());
    }
  }

  private static Path onlyBlobFile(Path data) throws IOException {
    try (Stream<Path> files = Files.walk(data.resolve("blobs"))) {
      return files.filter(Files::isRegularFile).findAny().orElseThrow();
    }
  }

  private static byte[] layer(int seed) {
    byte[] bytes = new byte[LAYER_BYTES];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }

  private static Digest sha256(byte[] content) {
    return Digest.of(DigestAlgorithm.SHA256, content);
  }

  private static byte[] manifest(int seed) {
    return ("{\"schemaVersion\":2,\"mediaType\":\"%s\",\"config\":{\"mediaType\":"
            + "\"application/vnd.oci.empty.v1+json\",\"digest\":\"%s\",\"size\":2},\"layers\":["
            + "{\"mediaType\":\"application/vnd.oci.image.layer.v1.tar\",\"digest\":\"%s\","
            + "\"size\":%d}]}")
        .formatted(MANIFEST, sha256(config()), sha256(layer(seed)), LAYER_BYTES)
        .getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] config() {
    return "{}".getBytes(StandardCharsets.UTF_8);
  }

  private void push(String registry, int seed) throws Exception {
    for (byte[] blob : new byte[][] {config(), layer(seed)}) {
      String path = registry + "/v2/team/app/blobs/uploads/?digest=" + sha256(blob);
      assertEquals(201, send(to(path).POST(BodyPublishers.ofByteArray(blob))).statusCode());
    }
    HttpRequest.Builder put =
        to(registry + "/v2/team/app/manifests/v" + seed)
            .header("Content-Type", MANIFEST)
            .PUT(BodyPublishers.ofByteArray(manifest(seed)));
    assertEquals(201, send(put).statusCode());
  }

  private void assertHolds(String registry, int seed) throws Exception {
    assertTrue(
        Arrays.equals(manifest(seed), get(registry + "/v2/team/app/manifests/v" + seed).body()));
    assertTrue(
        Arrays.equals(
            layer(seed), get(registry + "/v2/team/app/blobs/" + sha256(layer(seed))).body()));
  }

  private HttpResponse<byte[]> get(String url) throws Exception {
    return send(to(url).GET());
  }

  private static HttpRequest.Builder to(String url) {
    return HttpRequest.newBuilder(URI.create(url));
  }

  private HttpResponse<byte[]> send(HttpRequest.Builder request) throws Exception {
    return client.send(request.build(), BodyHandlers.ofByteArray());
  }
}
