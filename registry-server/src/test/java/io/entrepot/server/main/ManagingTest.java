package io.entrepot.server.main;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.entrepot.server.command.Shell;
import io.entrepot.server.command.Shell.Outcome;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** Every verb of the command line against a whole server, for people and for programs. */
final class ManagingTest {
  private static final String ACCOUNT = GuardedRegistry.ACCOUNT.value();
  private static final String OTHER_ACCOUNT = "111122223333";
  private static final String PULL_ONLY = "AmazonEC2ContainerRegistryPullOnly";
  private static final String ALLOW =
      statement("\"Action\":[\"iam:GetUser\",\"ecr:*\"],\"Resource\":\"*\"");
  private static final String TRUST =
      statement("\"Action\":\"sts:AssumeRole\",\"Principal\":{\"AWS\":\"" + ACCOUNT + "\"}");
  private static final String PUBLIC =
      statement("\"Action\":\"ecr:BatchGetImage\",\"Principal\":\"*\"");
  private static final String REGISTRY =
      statement(
          "\"Action\":\"ecr:ReplicateImage\",\"Resource\":\"*\",\"Principal\":{\"AWS\":\""
              + ACCOUNT
              + "\"}");

  /** Answered by the audit's side of the server, and tried there. */
  private static final Set<String> ELSEWHERE = Set.of("entrepot policy simulate");

  private static final String EMPTY_CONFIG =
      "sha256:44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a";

  private static final String MANIFEST =
      "{\"schemaVersion\":2,\"mediaType\":\"application/vnd.oci.image.manifest.v1+json\","
          + "\"config\":{\"mediaType\":\"application/vnd.oci.empty.v1+json\",\"digest\":\""
          + EMPTY_CONFIG
          + "\",\"size\":2},\"layers\":[]}";

  private static final String KEEP_ONE =
      "{\"rules\":[{\"rulePriority\":1,\"selection\":{\"tagStatus\":\"any\",\"countType\":"
          + "\"imageCountMoreThan\",\"countNumber\":1},\"action\":{\"type\":\"expire\"}}]}";

  @TempDir private Path folder = Path.of(".");

  private static String statement(String rest) {
    return "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\"," + rest + "}]}";
  }

  /** Runs commands that have to be well. */
  private record Caller(Shell shell, String format) {
    String well(String line) {
      Outcome outcome = run(line);
      assertEquals(0, outcome.code(), line + ": " + outcome.err());
      if (format.equals("json")) {
        assertTrue(JsonMapper.shared().readTree(outcome.out()).isObject(), outcome.out());
      }
      return outcome.out();
    }

    String refused(String line) {
      Outcome outcome = run(line);
      assertEquals(1, outcome.code(), line + ": " + outcome.out());
      assertEquals("", outcome.out());
      return outcome.err();
    }

    Caller piping(String document) {
      shell.pipe(document);
      return this;
    }

    private Outcome run(String line) {
      List<String> words = new ArrayList<>(List.of(line.split(" ")));
      words.addAll(List.of("--output", format));
      return shell.run(words.toArray(new String[0]));
    }
  }

  private static String find(String pattern, String text) {
    Matcher matcher = Pattern.compile(pattern).matcher(text);
    assertTrue(matcher.find(), text);
    return matcher.group(1);
  }

  private static String keyId(String text) {
    return find("(AKIA[A-Z0-9]{16})", text);
  }

  private static String secret(String text) {
    return find("(?:secret access key +|\"SecretAccessKey\": \")([^\\s\"]+)", text);
  }

  private static String endpoint(GuardedRegistry registry) {
    return "http://127.0.0.1:" + registry.address().getPort();
  }

  @ParameterizedTest
  @ValueSource(strings = {"table", "json"})
  void everyVerbWorksFromAFirstUserToItsRemoval(String format) throws Exception {
    try (GuardedRegistry registry = GuardedRegistry.start(folder)) {
      Shell shell =
          new Shell()
              .set("ENTREPOT_ENDPOINT", endpoint(registry))
              .set("ENTREPOT_USER", "root")
              .set("ENTREPOT_PASSWORD", registry.rootPassword());
      Caller root = new Caller(shell, format);
      // A secret is compared at once, a password takes its time.
      String key = root.well("key create");
      shell
          .set("ENTREPOT_ACCESS_KEY_ID", keyId(key))
          .set("ENTREPOT_SECRET_ACCESS_KEY", secret(key));
      users(root, registry);
      policies(root);
      roles(root);
      providersAndAccounts(root, registry);
      resources(root, registry);
      events(root);
      jobs(root);
      garbage(root);
      scrub(root);
      images(root, registry);
      lifecycle(root);
      Set<String> missing = new TreeSet<>(Shell.verbs());
      missing.removeAll(shell.driven());
      missing.removeAll(ELSEWHERE);
      assertEquals(Set.of(), missing);
    }
  }

  /** Of a server without sinks; EventsTest has one. */
  private static void events(Caller root) {
    root.well("events sinks");
    root.well("events list --dead");
    root.well("events resend --all");
    String refusal = root.refused("events test nothing");
    assertTrue(refusal.contains("There is no sink of events called nothing"), refusal);
  }

  private static void jobs(Caller root) {
    root.well("jobs run uploads");
    root.well("jobs cancel clear-deleted");
    String listed = root.well("jobs list");
    assertTrue(listed.contains("clear-deleted") && listed.contains("uploads"), listed);
    assertTrue(listed.contains("CANCELLED"), listed);
    assertTrue(!root.well("jobs list --kind uploads").contains("clear-deleted"));
    String unknown = root.refused("jobs run nothing");
    assertTrue(unknown.contains("There is no kind of jobs called nothing"), unknown);
    String unfit = root.refused("jobs run uploads team/app");
    assertTrue(unfit.contains("A job of the kind uploads has no subject"), unfit);
    String idle = root.refused("jobs cancel nothing team/app");
    assertTrue(idle.contains("No job of the kind nothing and the subject team/app"), idle);
  }

  private static void garbage(Caller root) {
    String listed = root.well("gc run --dry-run --all");
    assertTrue(listed.startsWith("FATE") || listed.contains("\"Garbage\""), listed);
    root.well("gc run");
    String status = root.well("gc status");
    assertTrue(status.contains("bytes reclaimed") || status.contains("\"CollectedBytes\""), status);
  }

  private static void scrub(Caller root) {
    root.well("scrub run");
    String status = root.well("scrub status");
    assertTrue(
        status.contains("bytes since the start") || status.contains("BytesSinceStart"), status);
  }

  private static void users(Caller root, GuardedRegistry registry) {
    root.well("user create alice --tag team=web --path /ci/");
    root.well("user tag alice --tag stage=test");
    root.well("user untag alice --key team");
    String shown = root.well("user show alice");
    assertTrue(shown.contains("stage") && !shown.contains("team"), shown);
    root.well("group create developers");
    root.well("group add-user developers alice");
    assertTrue(root.well("user groups alice").contains("developers"));
    assertTrue(root.well("group show developers").contains("alice"));
    root.well("group rename developers engineers");
    assertTrue(root.well("group list").contains("engineers"));
    root.well("group remove-user engineers alice");
    root.well("group delete engineers");
    root.well("user rename alice alice.w");
    signIn(root, registry);
    root.well("user set-boundary alice.w " + PULL_ONLY);
    assertTrue(root.well("user show alice.w").contains("policy/" + PULL_ONLY));
    root.well("user delete-boundary alice.w");
    root.well("user delete alice.w --force");
    assertTrue(!root.well("user list").contains("alice"));
  }

  private static void signIn(Caller root, GuardedRegistry registry) {
    String made = root.well("user set-password alice.w --random");
    Shell byPassword =
        new Shell()
            .set("ENTREPOT_ENDPOINT", endpoint(registry))
            .set("ENTREPOT_USER", "alice.w")
            .set("ENTREPOT_PASSWORD", find("((?:\\w{6}-){3}\\w{6})", made));
    Caller alice = new Caller(byPassword, "table");
    assertTrue(alice.refused("user list").contains("AccessDenied"));
    String key = root.well("key create alice.w");
    Caller program = new Caller(Shell.with(endpoint(registry), keyId(key), secret(key)), "table");
    assertTrue(program.refused("user list").contains("AccessDenied"));
    root.well("key deactivate " + keyId(key));
    assertTrue(program.refused("user list").contains("does not accept the credentials"));
    root.well("key activate " + keyId(key));
    assertTrue(program.refused("user list").contains("AccessDenied"));
    assertTrue(root.well("key last-used " + keyId(key)).contains("alice.w"));
    assertTrue(root.well("key list alice.w").contains("Active"));
    root.well("key delete " + keyId(key));
    root.well("user delete-password alice.w");
    assertTrue(alice.refused("user list").contains("does not accept the credentials"));
  }

  private static void policies(Caller root) {
    root.well("user create bo");
    root.piping(ALLOW).well("policy create all --document -");
    root.well("policy attach all --user bo");
    assertTrue(root.well("policy list --user bo").contains("policy/all"));
    assertTrue(root.well("policy list --scope own").contains("policy/all"));
    root.piping(ALLOW).well("policy add-version all --document - --set-default");
    root.well("policy set-default all v1");
    root.well("policy delete-version all v2");
    assertTrue(!root.well("policy versions all").contains("v2"));
    assertTrue(root.well("policy show all").contains("iam:GetUser"));
    root.piping(ALLOW).well("policy put own --user bo --document -");
    assertTrue(root.well("policy get own --user bo").contains("iam:GetUser"));
    root.well("policy remove own --user bo");
    assertTrue(root.refused("policy delete all").contains("--force"));
    root.well("policy detach all --user bo");
    root.well("policy attach all --user bo");
    root.well("policy delete all --force");
    root.well("user delete bo");
  }

  private static void roles(Caller root) {
    root.piping(TRUST).well("role create ci --document - --max-session-duration 7200");
    root.well("role update ci --description pipelines");
    root.piping(TRUST).well("role set-trust ci --document -");
    root.well("role tag ci --tag team=web");
    assertTrue(root.well("role show ci").contains("pipelines"));
    root.well("role untag ci --key team");
    root.well("role set-boundary ci " + PULL_ONLY);
    root.well("role delete-boundary ci");
    root.well("policy attach " + PULL_ONLY + " --role ci");
    assertTrue(root.refused("role delete ci").contains("--force"));
    assertTrue(root.well("role list").contains("ci"));
    root.well("role delete ci --force");
  }

  private static void providersAndAccounts(Caller root, GuardedRegistry registry) {
    root.well("provider create https://ci.example.org --client-id a --client-id b");
    assertTrue(root.well("provider list").contains("oidc-provider/ci.example.org"));
    assertTrue(root.well("provider show https://ci.example.org").contains("ci.example.org"));
    root.well("provider delete https://ci.example.org");
    String made = root.well("account create --id " + OTHER_ACCOUNT);
    Shell other = Shell.with(endpoint(registry), keyId(made), secret(made));
    new Caller(other, "json").well("user create stranger");
    assertTrue(!root.well("user list").contains("stranger"));
    assertTrue(root.well("account list").contains(OTHER_ACCOUNT));
    assertTrue(root.well("account show " + OTHER_ACCOUNT).contains("ACTIVE"));
  }

  private static void resources(Caller root, GuardedRegistry registry)
      throws IOException, InterruptedException {
    makeRepository(registry, "team/app");
    root.piping(PUBLIC).well("policy repository set team/app --document -");
    assertTrue(root.well("policy repository show team/app").contains("ecr:BatchGetImage"));
    root.well("policy repository delete team/app");
    root.piping(REGISTRY).well("policy registry set --document -");
    assertTrue(root.well("policy registry show").contains("ecr:ReplicateImage"));
    root.well("policy registry delete");
    assertTrue(root.refused("policy registry show").contains("RegistryPolicyNotFound"));
  }

  private static void images(Caller root, GuardedRegistry registry)
      throws IOException, InterruptedException {
    push(registry, "PUT", "team/app/manifests/v1", MANIFEST);
    root.well("image pin team/app:v1");
    assertTrue(root.well("image pins team/app").contains(" v1 ") || root.format().equals("json"));
    String digest = find("(sha256:[0-9a-f]{64})", root.well("image pins team/app"));
    root.well("image unpin team/app@" + digest);
    assertTrue(!root.well("image pins team/app").contains(digest));
    String refusal = root.refused("image unpin team/app:v1");
    assertTrue(refusal.contains("not pinned"), refusal);
    assertTrue(!root.well("image expired team/app").contains(digest));
    refusal = root.refused("image restore team/app@" + digest);
    assertTrue(refusal.contains("ImageNotFound"), refusal);
    refusal = root.refused("image purge team/app@" + digest);
    assertTrue(refusal.contains("never expired"), refusal);
  }

  private static void lifecycle(Caller root) {
    String shown = root.piping(KEEP_ONE).well("lifecycle preview team/app --policy -");
    assertTrue(shown.contains("KEEP"), shown);
    root.piping(KEEP_ONE).well("lifecycle default set --document -");
    assertTrue(root.well("lifecycle default get").contains("imageCountMoreThan"));
    root.well("lifecycle run team/app");
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> root.well("lifecycle runs team/app").contains("DONE"));
    Matcher run =
        Pattern.compile("(?m)(?:^|\"run\": )([0-9]+)")
            .matcher(root.well("lifecycle runs team/app"));
    assertTrue(run.find());
    root.well("lifecycle show-run team/app " + run.group(1));
    root.well("lifecycle default delete");
    String refusal = root.refused("lifecycle default get");
    assertTrue(refusal.contains("LifecyclePolicyNotFound"), refusal);
  }

  private static void makeRepository(GuardedRegistry registry, String name)
      throws IOException, InterruptedException {
    push(registry, "POST", name + "/blobs/uploads/?digest=" + EMPTY_CONFIG, "{}");
  }

  private static void push(GuardedRegistry registry, String method, String path, String body)
      throws IOException, InterruptedException {
    String root = "root:" + registry.rootPassword();
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(endpoint(registry) + "/v2/" + path))
            .header(
                "Authorization",
                "Basic "
                    + Base64.getEncoder().encodeToString(root.getBytes(StandardCharsets.UTF_8)))
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      assertEquals(201, client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode());
    }
  }
}
