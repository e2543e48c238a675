import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Starts the server once on an empty folder, asks it something at each endpoint with each kind of
 * credential, pushes some
 * hundreds of small images, and ends it, so that the JVM writes down the classes that a start and a
 * first request need, and how often the methods of a push are called: it then compiles these at
 * once, where a server without would need its first thousands of pushes to find them out. A command
 * that asks that server makes the cache of the commands, which need other classes.
 */
final class TrainingRun {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int IMAGES = 600;
  private static final int CLIENTS = 4;

  private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Path folder;
  private final Path javaHome;
  private final Path cache;
  private final Path commandCache;
  private final String password = UUID.randomUUID().toString();
  private String address = "";
  private volatile String authorization = "";

  /**
   * @param cache where that of the server goes
   * @param commandCache where that of the commands goes; it is left out when it cannot be made
   */
  TrainingRun(Path folder, Path javaHome, Path cache, Path commandCache) {
    this.folder = folder;
    this.javaHome = javaHome;
    this.cache = cache;
    this.commandCache = commandCache;
  }

  /** Empty when the cache was made, or else why not. */
  Optional<String> run() throws Exception {
    Path scratch = Files.createTempDirectory("entrepot-training");
    try {
      return runIn(scratch);
    } finally {
      try (Stream<Path> files = Files.walk(scratch)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }

  private Optional<String> runIn(Path scratch) throws Exception {
    Path log = scratch.resolve("log");
    ProcessBuilder builder =
        entrepot(
            cache,
            log,
            "serve",
            "--data=" + scratch.resolve("data"),
            "--listen=127.0.0.1:0",
            "--management=127.0.0.1:0");
    builder.environment().put("ENTREPOT_ROOT_PASSWORD", password);
    Process process = builder.start();
    try {
      Optional<String> fault = exercise(process);
      // Not by the process itself, which would close the pipe that its output is read from.
      process.toHandle().destroy();
      if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        return Optional.of("the training run did not end");
      }
      if (fault.isEmpty() && !Files.exists(cache)) {
        fault = Optional.of("the JVM wrote none");
      }
      return fault.map(text -> text + "\n" + readLog(log));
    } finally {
      process.destroyForcibly();
    }
  }

  private ProcessBuilder entrepot(Path output, Path log, String... arguments) {
    List<String> line = new ArrayList<>(List.of(folder.resolve("entrepot").toString()));
    line.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(line);
    builder.environment().keySet().removeIf(name -> name.startsWith("ENTREPOT_"));
    builder.environment().put("JAVA_HOME", javaHome.toString());
    builder.environment().put("ENTREPOT_JAVA_OPTS", "-XX:AOTCacheOutput=" + output);
    builder.redirectError(log.toFile());
    return builder;
  }

  /** One command stands for all of them, and for the helpers: they ask over HTTP as it does. */
  private void runCommand() throws Exception {
    Path log = Files.createTempFile("entrepot-training", ".log");
    ProcessBuilder builder = entrepot(commandCache, log, "user", "list");
    builder.environment().put("ENTREPOT_ENDPOINT", address);
    builder.environment().put("ENTREPOT_USER", "root");
    builder.environment().put("ENTREPOT_PASSWORD", password);
    builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
    Process process = builder.start();
    try {
      boolean ended = process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      if (!ended || process.exitValue() != 0) {
        System.err.println("No ahead-of-time cache for commands:\n" + readLog(log));
        Files.deleteIfExists(commandCache);
      }
    } finally {
      process.destroyForcibly();
      Files.delete(log);
    }
  }

  private static String readLog(Path log) {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      return e.toString();
    }
  }

  private Optional<String> exercise(Process process) throws Exception {
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    String registry = "";
    String management = "";
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.startsWith("listening on ")) {
        registry = line.substring("listening on ".length());
      } else if (line.startsWith("management on ")) {
        management = line.substring("management on ".length());
      }
      if (!registry.isEmpty() && !management.isEmpty()) {
        break;
      }
    }
    if (registry.isEmpty() || management.isEmpty()) {
      return Optional.of("the server did not start");
    }
    // Its access log would fill the pipe.
    Thread.ofVirtual().start(() -> drop(lines));
    address = registry;
    send("GET", "/v2/", "");
    authorization = basic();
    pushAndPull("training/image0");
    authorization = "Bearer " + token("training/image1");
    pushAndPull("training/image1");
    authorization = basic();
    pushMany();
    runCommand();
    authorization = "";
    address = management;
    send("GET", "/healthz", "");
    send("GET", "/readyz", "");
    send("GET", "/metrics", "");
    return Optional.empty();
  }

  private static void drop(BufferedReader lines) {
    try {
      lines.transferTo(Writer.nullWriter());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String basic() {
    byte[] both = ("root:" + password).getBytes(StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(both);
  }

  private String token(String repository) throws Exception {
    String path = "/token?service=entrepot&offline_token=true&scope=repository:" + repository + ":pull,push,delete";
    String answer = new String(send("GET", path, "").body(), StandardCharsets.UTF_8);
    Matcher token = Pattern.compile("\"token\":\"([^\"]+)\"").matcher(answer);
    return token.find() ? token.group(1) : "";
  }

  /** As docker does, from several clients at once. */
  private void pushMany() throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(CLIENTS)) {
      List<Future<?>> pushing = new ArrayList<>();
      for (int i = 0; i < CLIENTS; i++) {
        String repository = "/v2/training/many" + i;
        pushing.add(threads.submit(() -> {
          for (int image = 0; image < IMAGES / CLIENTS; image++) {
            push(repository, image);
          }
          return repository;
        }));
      }
      for (Future<?> each : pushing) {
        each.get();
      }
    }
  }

  private void push(String base, int number) throws Exception {
    String layer = (base + number).repeat(300);
    String small = base + number;
    String config = "{\"architecture\":\"amd64\",\"os\":\"linux\",\"seed\":\"" + small + "\"}";
    for (String blob : List.of(layer, small, config)) {
      send("HEAD", base + "/blobs/" + digest(blob), "");
      String upload = send("POST", base + "/blobs/uploads/", "").headers().firstValue("Location").orElse(base);
      send("PUT", upload + (upload.contains("?") ? "&" : "?") + "digest=" + digest(blob), blob);
    }
    send("PUT", base + "/manifests/v" + number, manifest(config, layer, small));
  }

  /** Answers are not judged here: that is the tests' work. */
  private void pushAndPull(String repository) throws Exception {
    String base = "/v2/" + repository;
    send("GET", "/v2/", "");
    String config = "{\"architecture\":\"amd64\",\"os\":\"linux\"}";
    String layer = "x".repeat(100_000);
    String small = "y".repeat(100);
    send("POST", base + "/blobs/uploads/?digest=" + digest(config), config);
    String upload = send("POST", base + "/blobs/uploads/", "").headers().firstValue("Location").orElse(base);
    send("PATCH", upload, layer);
    send("GET", upload, "");
    send("PUT", upload + (upload.contains("?") ? "&" : "?") + "digest=" + digest(layer), "");
    send("DELETE", send("POST", base + "/blobs/uploads/", "").headers().firstValue("Location").orElse(base), "");
    send("POST", base + "/blobs/uploads/?digest=" + digest(small), small);
    send("POST", "/v2/training/mounted/blobs/uploads/?mount=" + digest(layer) + "&from=" + repository, "");
    String manifest = manifest(config, layer, small);
    for (String tag : new String[] {"v1", "latest"}) {
      send("PUT", base + "/manifests/" + tag, manifest);
    }
    for (String method : new String[] {"HEAD", "GET"}) {
      send(method, base + "/blobs/" + digest(config), "");
      send(method, base + "/blobs/" + digest(layer), "");
      send(method, base + "/manifests/latest", "");
      send(method, base + "/manifests/latest", "");
      send(method, base + "/manifests/" + digest(manifest), "");
      send(method, base + "/manifests/absent", "");
    }
    send("GET", base + "/tags/list?n=1", "");
    send("GET", base + "/referrers/" + digest(manifest), "");
    send("GET", "/v2/_catalog", "");
    send("DELETE", base + "/manifests/v1", "");
    send("DELETE", base + "/manifests/" + digest(manifest), "");
    send("DELETE", base + "/blobs/" + digest(small), "");
  }

  private static String manifest(String config, String layer, String small) throws Exception {
    String type = "application/vnd.oci.image.";
    return "{\"schemaVersion\":2,\"mediaType\":\"%smanifest.v1+json\",\"config\":%s,\"layers\":[%s,%s]}"
        .formatted(
            type,
            descriptor(type + "config.v1+json", config),
            descriptor(type + "layer.v1.tar", layer),
            descriptor(type + "layer.v1.tar", small));
  }

  private static String descriptor(String mediaType, String content) throws Exception {
    return "{\"mediaType\":\"%s\",\"size\":%d,\"digest\":\"%s\"}"
        .formatted(mediaType, content.length(), digest(content));
  }

  private static String digest(String content) throws Exception {
    byte[] hash = MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8));
    return "sha256:" + HexFormat.of().formatHex(hash);
  }

  private HttpResponse<byte[]> send(String method, String path, String body) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(address).resolve(path)).timeout(PATIENCE);
    if (!authorization.isEmpty()) {
      request.header("Authorization", authorization);
    }
    boolean manifest = method.equals("PUT") && path.contains("/manifests/");
    request.header(
        "Content-Type",
        manifest ? "application/vnd.oci.image.manifest.v1+json" : "application/octet-stream");
    boolean none = body.isEmpty() && !method.startsWith("P");
    request.method(
        method,
        none ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
    return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
  }
}
