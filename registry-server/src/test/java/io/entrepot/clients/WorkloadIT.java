package io.entrepot.clients;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.entrepot.auth.identity.IdentityName;
import io.entrepot.auth.identity.NewOidcProvider;
import io.entrepot.auth.identity.NewRole;
import io.entrepot.auth.identity.OidcProvider;
import io.entrepot.server.main.GuardedRegistry;
import io.entrepot.server.main.IssuerServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Real clients with no secret but a token of an identity provider, and the kubelet's way to pull.
 */
@Tries({Client.SKOPEO, Client.CRANE, Client.AWS, Client.CTR, Client.CONTAINERD})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init")
final class WorkloadIT {
  private static final String ROLE = "arn:aws:iam::" + GuardedRegistry.ACCOUNT + ":role/puller";
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Lab lab;
  private final Commands commands;
  private GuardedRegistry registry;
  private IssuerServer issuer;

  WorkloadIT(Lab lab) {
    this.lab = lab;
    this.commands = lab.commands("workload", Map.of("AWS_DEFAULT_REGION", "us-east-1"));
  }

  @BeforeAll
  void start() throws IOException {
    registry = GuardedRegistry.start(lab.folder("workload-data"));
    issuer = IssuerServer.start(registry::now);
    OidcProvider provider =
        registry
            .identities()
            .oidcProviders()
            .create(
                new NewOidcProvider(
                    GuardedRegistry.ACCOUNT,
                    issuer.url(),
                    List.of(IssuerServer.AUDIENCE),
                    List.of(),
                    Map.of()));
    String trust =
        "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Action\":"
            + "\"sts:AssumeRoleWithWebIdentity\",\"Principal\":{\"Federated\":\""
            + provider.arn()
            + "\"},\"Condition\":{\"StringEquals\":{\""
            + provider.name()
            + ":sub\":\""
            + IssuerServer.SUBJECT
            + "\"}}}}";
    registry.identities().roles().create(NewRole.of(GuardedRegistry.ACCOUNT, "puller", trust));
    registry
        .identities()
        .identityPolicies()
        .attach(
            IdentityName.role(GuardedRegistry.ACCOUNT, "puller"),
            "arn:aws:iam::aws:policy/AmazonEC2ContainerRegistryFullAccess");
  }

  @AfterAll
  void stop() throws IOException {
    issuer.close();
    registry.close();
  }

  private String host() {
    return "127.0.0.1:" + registry.address().getPort();
  }

  private void shell(String script) {
    commands.run("sh", "-ec", script);
  }

  @Test
  void skopeo_logs_in_as_a_role_and_pushes_and_pulls() {
    Path token = file("token", issuer.token());
    String skopeo = Client.SKOPEO.path();
    shell(
        skopeo
            + " login --tls-verify=false --authfile auth.json -u role/puller --password-stdin "
            + host()
            + " < "
            + token);
    String name = "docker://" + host() + "/skopeo/image:v1";
    shell(
        skopeo
            + " copy --all --authfile auth.json --dest-tls-verify=false oci:"
            + lab.samples().image().folder()
            + " "
            + name);
    String digest =
        commands.run(
            skopeo,
            "inspect",
            "--tls-verify=false",
            "--authfile=auth.json",
            "--format={{.Digest}}",
            name);
    assertEquals(lab.samples().image().digest(), digest);
  }

  @Test
  void aws_assumes_a_role_with_a_web_identity() {
    JsonNode answer =
        JSON.readTree(
            commands.run(
                Client.AWS,
                "sts",
                "assume-role-with-web-identity",
                "--endpoint-url=http://" + host(),
                "--role-arn=" + ROLE,
                "--role-session-name=run-7",
                "--duration-seconds=900",
                "--output=json",
                "--web-identity-token=" + issuer.token()));
    assertEquals(
        "arn:aws:sts::" + GuardedRegistry.ACCOUNT + ":assumed-role/puller/run-7",
        answer.at("/AssumedRoleUser/Arn").asString());
    assertTrue(answer.at("/Credentials/AccessKeyId").asString().startsWith("ASIA"));
    assertEquals(
        registry.now().plusSeconds(900).getEpochSecond(),
        java.time.OffsetDateTime.parse(answer.at("/Credentials/Expiration").asString())
            .toEpochSecond());
    Commands.Answer refused =
        commands.attempt(
            Client.AWS,
            "sts",
            "assume-role-with-web-identity",
            "--endpoint-url=http://" + host(),
            "--role-arn=" + ROLE,
            "--role-session-name=run-7",
            "--web-identity-token=" + issuer.token(claims -> claims.audience("other")));
    assertTrue(refused.error().contains("(InvalidIdentityToken)"), refused::toString);
  }

  @Test
  void containerd_pulls_with_what_the_kubelets_provider_answers() {
    file("token", issuer.token());
    shell(
        Client.CRANE.path()
            + " auth login -u role/puller --password-stdin "
            + host()
            + " < token; "
            + Client.CRANE.path()
            + " push "
            + lab.samples().image().folder()
            + " "
            + host()
            + "/team/app:v1");
    JsonNode auth = JSON.readTree(provider()).at("/auth").get(host());
    Path folder = lab.folder("workload-containerd");
    try (Containerd containerd = new Containerd(folder)) {
      containerd.start();
      commands.run(
          Client.CTR,
          "--address=" + containerd.socket(),
          "images",
          "pull",
          "--plain-http",
          "--platform=linux/amd64",
          "--user=" + auth.get("username").asString() + ":" + auth.get("password").asString(),
          host() + "/team/app:v1");
      String images =
          commands.run(Client.CTR, "--address=" + containerd.socket(), "images", "list");
      assertTrue(images.contains(lab.samples().image().digest()), images);
    }
  }

  /** What the plugin, a process of its own, answers to a kubelet that sends a service account. */
  private String provider() {
    file(
        "request.json",
        "{\"kind\":\"CredentialProviderRequest\","
            + "\"apiVersion\":\"credentialprovider.kubelet.k8s.io/v1\",\"image\":\""
            + host()
            + "/team/app:v1\",\"serviceAccountToken\":\""
            + issuer.token()
            + "\",\"serviceAccountAnnotations\":{\"entrepot.io/role\":\"puller\"}}");
    String java = ProcessHandle.current().info().command().orElseThrow();
    return commands.run(
        "sh",
        "-ec",
        "exec "
            + java
            + " -cp '"
            + System.getProperty("java.class.path")
            + "' io.entrepot.server.main.Main kubelet-credential-provider --registry=http://"
            + host()
            + " < request.json");
  }

  private Path file(String name, String text) {
    try {
      return Files.writeString(commands.folder().resolve(name), text, UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
