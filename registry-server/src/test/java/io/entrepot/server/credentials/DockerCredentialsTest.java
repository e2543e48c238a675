package io.entrepot.server.credentials;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DockerCredentialsTest {
  private static final String NOT_FOUND = "credentials not found in native keychain\n";

  @TempDir private Path folder = Path.of(".");

  private Exec run(String action, String input, Map<String, String> variables) {
    Map<String, String> all = new HashMap<>(variables);
    all.put("ENTREPOT_CREDENTIALS", folder.resolve("kept").toString());
    return Exec.of(input, streams -> DockerCredentials.run(List.of(action), all, "1.0", streams));
  }

  private Exec run(String action, String input) {
    return run(action, input, Map.of());
  }

  @Test
  void what_is_stored_is_given_listed_and_erased() throws IOException {
    String stored =
        "{\"ServerURL\":\"r.example.org\",\"Username\":\"ann\",\"Secret\":\"se\\\"cret\"}";
    assertEquals(new Exec(0, "", ""), run("store", stored));
    assertEquals(new Exec(0, stored + "\n", ""), run("get", "r.example.org\n"));
    assertEquals(new Exec(0, "{\"r.example.org\":\"ann\"}\n", ""), run("list", ""));
    try (Stream<Path> files = Files.list(folder.resolve("kept"))) {
      Path file = files.findFirst().orElseThrow();
      assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    }
    assertEquals(new Exec(0, "", ""), run("erase", "r.example.org\n"));
    assertEquals(new Exec(1, NOT_FOUND, ""), run("get", "r.example.org"));
    assertEquals(new Exec(0, "", ""), run("erase", "r.example.org"));
    assertEquals(new Exec(0, "{}\n", ""), run("list", ""));
  }

  @Test
  void mistakes_are_told_in_dockers_words() {
    assertEquals(new Exec(1, "no credentials server URL\n", ""), run("get", "\n"));
    assertEquals(new Exec(1, "no credentials server URL\n", ""), run("store", "{}"));
    assertEquals(
        new Exec(1, "no credentials username\n", ""), run("store", "{\"ServerURL\":\"r\"}"));
    assertTrue(run("steal", "").out().startsWith("docker-credential-entrepot: unknown action"));
    assertEquals(0, run("version", "").code());
  }

  @Test
  void an_access_key_of_variables_is_given_for_its_registry_alone() {
    Map<String, String> variables =
        Map.of(
            "ENTREPOT_ENDPOINT", "https://r.example.org/",
            "AWS_ACCESS_KEY_ID", "AKIA1",
            "AWS_SECRET_ACCESS_KEY", "secret");
    assertEquals(
        "{\"ServerURL\":\"https://r.example.org/v2/\",\"Username\":\"AKIA1\",\"Secret\":\"secret\"}\n",
        run("get", "https://r.example.org/v2/\n", variables).out());
    assertEquals(NOT_FOUND, run("get", "https://index.docker.io/v1/", variables).out());
    Map<String, String> nowhere = new HashMap<>(variables);
    nowhere.remove("ENTREPOT_ENDPOINT");
    assertEquals(NOT_FOUND, run("get", "r.example.org", nowhere).out());
  }

  @Test
  void a_providers_token_becomes_a_session_of_its_role() throws IOException {
    try (TokenDoor door =
        new TokenDoor(200, "{\"refresh_token\":\"refreshing\",\"refresh_expires_in\":3600}")) {
      Map<String, String> variables =
          Map.of(
              "ENTREPOT_ENDPOINT", "http://" + door.host(),
              "ENTREPOT_ROLE", "role/ci",
              "ENTREPOT_WEB_IDENTITY_TOKEN", "a.b.c");
      assertEquals(
          "{\"ServerURL\":\""
              + door.host()
              + "\",\"Username\":\"role/ci\",\"Secret\":\"refreshing\"}\n",
          run("get", door.host(), variables).out());
    }
  }
}
