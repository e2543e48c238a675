package io.entrepot.clients;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.entrepot.auth.identity.NewAccessKey;
import io.entrepot.server.main.GuardedRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import tools.jackson.databind.json.JsonMapper;

/**
 * A guarded registry with one image, and folders of Terraform's that know it and one
 * administrator's key. They share what the {@code init} of the folder {@code all} found.
 */
record TerraformLab(Path scratch, GuardedRegistry registry, NewAccessKey key)
    implements AutoCloseable {
  private static final String PASSWORD = "correct-Horse-7-staple";
  private static final String LOCK = ".terraform.lock.hcl";

  static TerraformLab start() throws IOException, InterruptedException {
    Path scratch = Workspace.temporary();
    GuardedRegistry registry = GuardedRegistry.start(Workspace.make(scratch.resolve("data")));
    TerraformLab lab = new TerraformLab(scratch, registry, registry.administrator());
    registry.identities().loginProfiles().create(GuardedRegistry.ADMINISTRATOR, PASSWORD);
    lab.push();
    return lab;
  }

  @Override
  public void close() throws IOException {
    registry.close();
    Workspace.delete(scratch);
  }

  private String url() {
    return "http://127.0.0.1:" + registry.address().getPort();
  }

  Path folder(String name) {
    return scratch.resolve(name);
  }

  /** A folder with these files, and what the first one's {@code init} locked. */
  Commands configuration(String name, List<String> files, String last) throws IOException {
    Path folder = Workspace.make(folder(name));
    List<String> all = new ArrayList<>(files);
    all.add(last);
    for (String file : all) {
      try (InputStream in = TerraformLab.class.getResourceAsStream("terraform/" + file)) {
        Files.write(folder.resolve(file), Objects.requireNonNull(in).readAllBytes());
      }
    }
    Path lock = folder("all").resolve(LOCK);
    if (Files.exists(lock)) {
      Files.copy(lock, folder.resolve(LOCK));
    }
    return commands(name);
  }

  /** Nothing of this machine's own settings for Terraform counts. */
  Commands commands(String name) throws IOException {
    Path settings = scratch.resolve("terraform.rc");
    Files.writeString(settings, "disable_checkpoint = true\n");
    Map<String, String> environment = new HashMap<>();
    environment.put("HOME", scratch.toString());
    environment.put("TF_CLI_CONFIG_FILE", settings.toString());
    environment.put("TF_DATA_DIR", scratch.resolve("terraform").toString());
    environment.put("TF_IN_AUTOMATION", "1");
    environment.put("TF_VAR_entrepot", url());
    environment.put("AWS_ACCESS_KEY_ID", key.key().id());
    environment.put("AWS_SECRET_ACCESS_KEY", key.secret().reveal());
    environment.put("AWS_EC2_METADATA_DISABLED", "true");
    // The provider's schema is large, and Terraform asks for it at each start.
    environment.put("GOGC", "400");
    return new Commands(folder(name), environment);
  }

  /** An image for the data sources that look for one. */
  private void push() throws IOException, InterruptedException {
    String config = blob("{}");
    String layer = blob("some layer");
    String kind = "application/vnd.oci.image.";
    String manifest =
        "{\"schemaVersion\":2,\"mediaType\":\"%smanifest.v1+json\",\"config\":%s,\"layers\":[%s]}"
            .formatted(
                kind,
                descriptor(kind + "config.v1+json", config, 2),
                descriptor(kind + "layer.v1.tar", layer, 10));
    send("PUT", "/v2/pushed/manifests/one", manifest, "Content-Type", kind + "manifest.v1+json");
  }

  private String blob(String content) throws IOException, InterruptedException {
    String digest = Sha256.digest(content.getBytes(UTF_8));
    send("POST", "/v2/pushed/blobs/uploads/?digest=" + digest, content);
    return digest;
  }

  private static String descriptor(String type, String digest, int size) {
    return "{\"mediaType\":\"%s\",\"digest\":\"%s\",\"size\":%d}".formatted(type, digest, size);
  }

  /** The names of all private repositories. */
  List<String> catalog() throws IOException, InterruptedException {
    List<String> names = new ArrayList<>();
    JsonMapper.shared()
        .readTree(send("GET", "/v2/_catalog", ""))
        .get("repositories")
        .forEach(name -> names.add(name.asString()));
    return names;
  }

  /** The names of all public repositories, apart by white space. */
  String publicNames() throws IOException {
    return commands("all")
        .with("AWS_ENDPOINT_URL", url())
        .with("AWS_DEFAULT_REGION", "us-east-1")
        .run(
            Client.AWS,
            "ecr-public",
            "describe-repositories",
            "--query=repositories[].repositoryName",
            "--output=text");
  }

  private String send(String method, String path, String body, String... headers)
      throws IOException, InterruptedException {
    String login = "administrator:" + PASSWORD;
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url() + path))
            .header(
                "Authorization",
                "Basic " + Base64.getEncoder().encodeToString(login.getBytes(UTF_8)))
            .method(method, BodyPublishers.ofString(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    try (HttpClient http = HttpClient.newHttpClient()) {
      HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
      assertTrue(answer.statusCode() < 300, answer::body);
      return answer.body();
    }
  }
}
