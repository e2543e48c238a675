package io.entrepot.server.credentials;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class KubeletProviderTest {
  private static final String GIVEN =
      "{\"refresh_token\":\"refreshing\",\"refresh_expires_in\":3600,\"scope\":[\"a\"]}";
  private static final String API = "credentialprovider.kubelet.k8s.io/v1";

  @TempDir private Path folder = Path.of(".");

  private static String request(String image, String rest) {
    return "{\"kind\":\"CredentialProviderRequest\",\"apiVersion\":\""
        + API
        + "\",\"image\":\""
        + image
        + "\""
        + rest
        + "}";
  }

  private static Exec run(String request, Map<String, String> variables, String... arguments) {
    return Exec.of(request, streams -> KubeletProvider.run(List.of(arguments), variables, streams));
  }

  private static String golden(String host, String user, String password, int seconds) {
    return "{\"kind\":\"CredentialProviderResponse\",\"apiVersion\":\""
        + API
        + "\",\"cacheKeyType\":\"Registry\",\"cacheDuration\":\""
        + seconds
        + "s\",\"auth\":{\""
        + host
        + "\":{\"username\":\""
        + user
        + "\",\"password\":\""
        + password
        + "\"}}}\n";
  }

  @Test
  void a_service_accounts_token_becomes_a_session_of_the_role_that_it_is_annotated_with()
      throws IOException {
    try (TokenDoor door = new TokenDoor(200, GIVEN)) {
      Exec exec =
          run(
              request(
                  door.host() + "/team/app:1",
                  ",\"serviceAccountToken\":\"a.b.c\",\"serviceAccountAnnotations\":"
                      + "{\"entrepot.io/role\":\"arn:aws:iam::123456789012:role/team/puller\"}"),
              Map.of(),
              "--role",
              "other");
      assertEquals(
          new Exec(0, golden(door.host(), "role/team/puller", "refreshing", 3300), ""), exec);
      assertEquals(
          List.of(
              "grant_type=urn:ietf:params:oauth:grant-type:token-exchange"
                  + "&subject_token_type=urn:ietf:params:oauth:token-type:jwt&access_type=offline"
                  + "&role=arn%3Aaws%3Aiam%3A%3A123456789012%3Arole%2Fteam%2Fpuller"
                  + "&subject_token=a.b.c"),
          door.forms());
    }
  }

  @Test
  void without_one_a_token_file_is_read_for_the_role_that_is_given() throws IOException {
    Path file = Files.writeString(folder.resolve("token"), "d.e.f\n");
    try (TokenDoor door = new TokenDoor(200, GIVEN)) {
      String request = request(door.host() + "/team/app@sha256:0", "");
      Exec options = run(request, Map.of(), "--role=puller", "--web-identity-token-file=" + file);
      assertEquals(golden(door.host(), "role/puller", "refreshing", 3300), options.out());
      Exec variables =
          run(
              request,
              Map.of(
                  "AWS_ROLE_ARN",
                  "arn:aws:iam::1:role/puller",
                  "AWS_WEB_IDENTITY_TOKEN_FILE",
                  file.toString()));
      assertEquals(options, variables);
      assertTrue(door.forms().getFirst().endsWith("&role=puller&subject_token=d.e.f"));
    }
  }

  @Test
  void an_access_key_is_given_as_it_is() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("credentials"),
            "[default]\naws_access_key_id = AKIA1\naws_secret_access_key = se/cr=et\n");
    Exec exec =
        run(request("r.example.org/a:1", ""), Map.of(), "--access-key-file", file.toString());
    assertEquals(new Exec(0, golden("r.example.org", "AKIA1", "se/cr=et", 600), ""), exec);
    Exec variables =
        run(
            request("r.example.org/a:1", ""),
            Map.of("ENTREPOT_ACCESS_KEY_ID", "AKIA1", "ENTREPOT_SECRET_ACCESS_KEY", "se/cr=et"));
    assertEquals(exec, variables);
  }

  @Test
  void no_other_registry_is_told_anything_when_one_is_given() throws IOException {
    try (TokenDoor door = new TokenDoor(200, GIVEN)) {
      Exec exec =
          run(
              request(door.host() + "/a:1", ",\"serviceAccountToken\":\"a.b.c\""),
              Map.of(),
              "--registry=https://registry.example.org",
              "--role=puller");
      assertEquals(1, exec.code());
      assertEquals("", exec.out());
      assertTrue(exec.err().contains("for registry.example.org alone, not for " + door.host()));
      assertEquals(List.of(), door.forms());
    }
  }

  @Test
  void what_the_registry_refuses_is_told_and_no_token_with_it() throws IOException {
    String refusal =
        "{\"errors\":[{\"code\":\"UNAUTHORIZED\",\"message\":\"Incorrect token audience\"}]}";
    try (TokenDoor door = new TokenDoor(401, refusal);
        TokenDoor redirecting = new TokenDoor(302, "")) {
      Exec exec =
          run(
              request(door.host() + "/a:1", ",\"serviceAccountToken\":\"a.b.c\""),
              Map.of(),
              "--role=puller");
      assertEquals(1, exec.code());
      assertEquals("", exec.out());
      assertEquals(
          "entrepot: http://"
              + door.host()
              + " refused the token with the status 401: Incorrect token audience\n",
          exec.err());
      Exec elsewhere =
          run(
              request(redirecting.host() + "/a:1", ",\"serviceAccountToken\":\"a.b.c\""),
              Map.of(),
              "--role=puller");
      assertEquals(1, elsewhere.code());
      assertEquals(1, redirecting.forms().size());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{",
        "{\"kind\":\"CredentialProviderRequest\",\"image\":\"r.example.org/a\"}",
        "{\"kind\":\"Other\",\"apiVersion\":\"credentialprovider.kubelet.k8s.io/v1\","
            + "\"image\":\"r.example.org/a\"}",
        "{\"kind\":\"CredentialProviderRequest\","
            + "\"apiVersion\":\"credentialprovider.kubelet.k8s.io/v1\"}"
      })
  void what_is_no_request_ends_with_a_sentence(String request) {
    Exec exec = run(request, Map.of());
    assertEquals(1, exec.code());
    assertEquals("", exec.out());
    assertEquals(1, exec.err().lines().count());
  }

  @Test
  void without_credentials_or_a_role_it_ends_with_a_sentence() {
    Exec none = run(request("r.example.org/a", ""), Map.of());
    assertTrue(none.err().contains("neither a service account's token"), none.err());
    Exec noRole = run(request("r.example.org/a", ",\"serviceAccountToken\":\"t\""), Map.of());
    assertTrue(noRole.err().contains("annotate the service account with entrepot.io/role"));
    assertFalse(run(request("alpine", ""), Map.of()).err().isEmpty());
  }

  @Test
  void unknown_options_are_a_usage_error() {
    assertEquals(2, run("", Map.of(), "--token", "secret").code());
    assertEquals(2, run("", Map.of(), "--role").code());
    assertEquals(0, run("", Map.of(), "--help").code());
  }
}
