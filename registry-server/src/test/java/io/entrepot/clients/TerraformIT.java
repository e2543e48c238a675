package io.entrepot.clients;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.entrepot.auth.identity.IdentityName;
import io.entrepot.auth.identity.InlinePolicy;
import io.entrepot.auth.identity.NewAccessKey;
import io.entrepot.auth.identity.PageRequest;
import io.entrepot.auth.store.IdentityStore;
import io.entrepot.server.main.GuardedRegistry;
import io.entrepot.storage.oci.RegistryId;
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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Terraform with AWS's provider: all that it makes of ECR's and IAM's that belongs here. */
@Tries(Client.TERRAFORM)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init")
final class TerraformIT {
  private static final String EVERYTHING =
      "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"*\","
          + "\"Resource\":\"*\"}]}";
  private static final String PASSWORD = "correct-Horse-7-staple";
  private static final List<String> IMPORTABLE =
      List.of("entrepot.tf", "ecr.tf", "iam.tf", "lookups.tf");

  private final Path scratch = Workspace.temporary();
  private GuardedRegistry registry;
  private NewAccessKey key;

  @BeforeAll
  void start() throws IOException, InterruptedException {
    registry = GuardedRegistry.start(Workspace.make(scratch.resolve("data")));
    IdentityStore identities = registry.identities();
    IdentityName user = IdentityName.user(GuardedRegistry.ACCOUNT, "administrator");
    identities.users().create(GuardedRegistry.ACCOUNT, user.name());
    identities.identityPolicies().putInline(user, new InlinePolicy("all", EVERYTHING));
    identities.loginProfiles().create(user, PASSWORD);
    key = identities.accessKeys().create(user);
    push();
    Commands made = commands(configuration("all", IMPORTABLE, "once.tf"));
    Path plugins = TerraformPlugins.find().orElseThrow();
    made.run(Client.TERRAFORM, "init", "-no-color", "-plugin-dir=" + plugins);
  }

  @AfterAll
  void stop() throws IOException {
    registry.close();
    Workspace.delete(scratch);
  }

  @Test
  void what_is_applied_is_planned_without_difference_changed_imported_and_destroyed()
      throws IOException {
    Commands all = commands(scratch.resolve("all"));
    String made = all.run(Client.TERRAFORM, apply());
    assertTrue(made.contains(" added, 0 changed, 0 destroyed."), made);
    assertEquals(0, all.attempt(Client.TERRAFORM, plan()).status());

    String changed = all.run(Client.TERRAFORM, apply("-var=changed=true"));
    assertTrue(changed.contains("Apply complete!"), changed);
    assertEquals(0, all.attempt(Client.TERRAFORM, plan("-var=changed=true")).status());

    JsonNode outputs =
        JsonMapper.shared().readTree(all.run(Client.TERRAFORM, "output", "-no-color", "-json"));
    lookups(outputs.get("seen").get("value"));
    imported(outputs);

    all.run(
        Client.TERRAFORM,
        List.of("destroy", "-no-color", "-input=false", "-auto-approve", "-var=changed=true")
            .toArray(String[]::new));
    nothingIsLeft();
  }

  /** What other data sources found. */
  private static void lookups(JsonNode seen) {
    Map<String, String> wanted = new HashMap<>();
    wanted.put("account", "\"123456789012\"");
    wanted.put("alias", "\"terraform-after\"");
    wanted.put("clients", "[\"after\",\"entrepot\"]");
    wanted.put("keys", "[\"Inactive\"]");
    wanted.put("members", "[\"terraform-builder\"]");
    wanted.put(
        "repositories", "[\"pushed\",\"terraform/app\",\"terraform/passing\",\"terraform/plain\"]");
    wanted.put("role", "\"Runs after.\"");
    wanted.put("same", "true");
    wanted.put("simulation", "[\"explicitDeny\"]");
    wanted.put("size", "12");
    wanted.put("tags", "[\"one\"]");
    wanted.put("template", "\"Made after.\"");
    wanted.forEach((name, value) -> assertEquals(value, seen.get(name).toString(), name));
  }

  /** A state that knows nothing takes all of it over, and finds nothing to change. */
  private void imported(JsonNode outputs) throws IOException {
    Commands fresh = commands(configuration("imported", IMPORTABLE, "imports.tf"));
    String done =
        fresh.run(
            Client.TERRAFORM,
            apply(
                "-var=changed=true",
                "-var=key=" + outputs.get("key").get("value").asString(),
                "-var=second=" + outputs.get("second").get("value").asString()));
    long imports =
        Files.readString(scratch.resolve("imported/imports.tf"))
            .lines()
            .filter(line -> line.startsWith("import {"))
            .count();
    assertTrue(
        done.contains("Resources: " + imports + " imported, 0 added, 0 changed, 0 destroyed."),
        done);
  }

  private void nothingIsLeft() {
    IdentityStore left = registry.identities();
    assertEquals(
        List.of("administrator"),
        left.users().list(GuardedRegistry.ACCOUNT, "/", PageRequest.FIRST).items().stream()
            .map(user -> user.name())
            .toList());
    assertEquals(
        List.of(), left.groups().list(GuardedRegistry.ACCOUNT, "/", PageRequest.FIRST).items());
    assertEquals(
        List.of(), left.roles().list(GuardedRegistry.ACCOUNT, "/", PageRequest.FIRST).items());
    assertEquals(
        List.of(),
        left.managedPolicies().list(GuardedRegistry.ACCOUNT, "/", PageRequest.FIRST).items());
    assertEquals(List.of(), left.oidcProviders().list(GuardedRegistry.ACCOUNT));
    assertTrue(left.accountAliases().of(GuardedRegistry.ACCOUNT).isEmpty());
    RegistryId own = new RegistryId(GuardedRegistry.ACCOUNT.value());
    assertTrue(registry.governance().of(own).policy().isEmpty());
    assertEquals(List.of("pushed"), catalog());
  }

  @Test
  void what_has_no_engine_here_is_refused_by_its_name() throws IOException {
    Commands refused = commands(configuration("refused", List.of("entrepot.tf"), "refused.tf"));
    String answer = refused.attempt(Client.TERRAFORM, apply()).refusal();
    for (String operation :
        List.of(
            "PutRegistryScanningConfiguration",
            "PutReplicationConfiguration",
            "CreatePullThroughCacheRule")) {
      assertTrue(
          answer.contains(
              "UnsupportedOperationException: The operation "
                  + operation
                  + " of ecr is not supported here."),
          answer);
    }
  }

  private static String[] apply(String... more) {
    return command(List.of("apply", "-no-color", "-input=false", "-auto-approve"), more);
  }

  /** Ends with status 2 where anything differs. */
  private static String[] plan(String... more) {
    return command(List.of("plan", "-no-color", "-input=false", "-detailed-exitcode"), more);
  }

  private static String[] command(List<String> first, String... more) {
    List<String> all = new ArrayList<>(first);
    all.addAll(List.of(more));
    return all.toArray(String[]::new);
  }

  private String url() {
    return "http://127.0.0.1:" + registry.address().getPort();
  }

  /** A folder with these files, and what the first one's {@code init} locked. */
  private Path configuration(String name, List<String> files, String last) throws IOException {
    Path folder = Workspace.make(scratch.resolve(name));
    List<String> all = new ArrayList<>(files);
    all.add(last);
    for (String file : all) {
      try (InputStream in = TerraformIT.class.getResourceAsStream("terraform/" + file)) {
        Files.write(folder.resolve(file), Objects.requireNonNull(in).readAllBytes());
      }
    }
    Path lock = scratch.resolve("all").resolve(".terraform.lock.hcl");
    if (Files.exists(lock)) {
      Files.copy(lock, folder.resolve(".terraform.lock.hcl"));
    }
    return folder;
  }

  /** Nothing of this machine's own settings for Terraform counts. */
  private Commands commands(Path folder) throws IOException {
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
    return new Commands(folder, environment);
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

  private List<String> catalog() {
    try {
      List<String> names = new ArrayList<>();
      JsonMapper.shared()
          .readTree(send("GET", "/v2/_catalog", ""))
          .get("repositories")
          .forEach(name -> names.add(name.asString()));
      return names;
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
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
