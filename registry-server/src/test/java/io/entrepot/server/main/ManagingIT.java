package io.entrepot.server.main;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The real command against the real server, from a first start to a user that may pull. */
@Timeout(300)
final class ManagingIT {
  private static final String PULL_ONLY = "AmazonEC2ContainerRegistryPullOnly";

  @TempDir private Path folder = Path.of(".");

  @Test
  void fromAFirstStartToAUserThatMayPull() throws Exception {
    try (EntrepotProcess server = serve("--tls", "self-signed")) {
      Map<String, String> root = root(server);
      assertEquals(
          "created arn:aws:iam::000000000000:user/alice", well(root, "user", "create", "alice"));
      assertEquals(
          "policy " + PULL_ONLY + " is attached to user alice",
          well(root, "policy", "attach", PULL_ONLY, "--user", "alice"));
      String password =
          well(root, "user", "set-password", "alice", "--random").replaceFirst("^password +", "");
      Map<String, String> alice =
          Map.of(
              "ENTREPOT_ENDPOINT",
              root.getOrDefault("ENTREPOT_ENDPOINT", ""),
              "ENTREPOT_CA_FILE",
              root.getOrDefault("ENTREPOT_CA_FILE", ""),
              "ENTREPOT_USER",
              "alice",
              "ENTREPOT_PASSWORD",
              password);
      String refusal = refused(alice, "user", "list", "--output", "json");
      assertTrue(refusal.startsWith("entrepot: AccessDenied: "), refusal);
      assertTrue(refusal.contains("user/alice"), refusal);
    }
  }

  @Test
  void aCertificateThatNobodyVouchesForIsNotTrusted() throws Exception {
    try (EntrepotProcess server = serve("--tls", "self-signed")) {
      String endpoint = root(server).getOrDefault("ENTREPOT_ENDPOINT", "");
      String refusal =
          refused(
              Map.of("ENTREPOT_USER", "root", "ENTREPOT_PASSWORD", "hush"),
              "user",
              "list",
              "--endpoint",
              endpoint);
      assertTrue(refusal.contains("--ca-file"), refusal);
    }
  }

  private EntrepotProcess serve(String... more) throws IOException {
    String[] arguments = {
      "serve",
      "--data=" + folder.resolve("data"),
      "--listen=127.0.0.1:0",
      "--management=off",
      more[0],
      more[1]
    };
    return EntrepotProcess.start(folder, Map.of("ENTREPOT_USER", "of the client"), arguments);
  }

  private Map<String, String> root(EntrepotProcess server) throws InterruptedException {
    String id = server.awaitLine("root access key id ");
    String secret = server.awaitLine("root secret access key ");
    return Map.of(
        "ENTREPOT_ACCESS_KEY_ID",
        id,
        "ENTREPOT_SECRET_ACCESS_KEY",
        secret,
        "ENTREPOT_ENDPOINT",
        server.awaitLine("listening on "),
        "ENTREPOT_CA_FILE",
        folder.resolve("data/tls/self-signed.crt.pem").toString());
  }

  private String well(Map<String, String> environment, String... arguments) throws Exception {
    try (EntrepotProcess command = EntrepotProcess.start(folder, environment, arguments)) {
      assertEquals(0, command.awaitEnd(), command.errors());
      return command.allLines();
    }
  }

  private String refused(Map<String, String> environment, String... arguments) throws Exception {
    try (EntrepotProcess command = EntrepotProcess.start(folder, environment, arguments)) {
      assertEquals(1, command.awaitEnd(), command.errors());
      assertEquals("", command.allLines());
      return command.errors();
    }
  }
}
