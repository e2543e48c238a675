package io.entrepot.server.contract;

import static io.entrepot.server.contract.GuardedExtension.basic;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.entrepot.auth.identity.IdentityName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The administration door itself: who comes in, and what it reads. */
final class AdministrationDoorTest {
  @RegisterExtension static final GuardedExtension SERVER = new GuardedExtension();

  /** The largest body, in bytes. */
  private static final int LARGEST = 256 << 10;

  @Test
  void nobody_passes_without_credentials() {
    Answer answer = SERVER.administrator("").iam("ListUsers", "{}");
    Administrator.error(answer, 401, "MissingAuthenticationToken");
    answer.expectHeader("WWW-Authenticate", "Basic realm=\"entrepot\"");
    Administrator.error(
        SERVER.administrator("").iam("NoSuchOperation", "{}"), 401, "MissingAuthenticationToken");
  }

  @Test
  void a_registry_token_is_no_good_here() {
    String bearer = SERVER.bearer(basic("root", SERVER.running().rootPassword()));
    Administrator.error(
        SERVER.administrator(bearer).iam("ListUsers", "{}"), 401, "InvalidClientTokenId");
  }

  @Test
  void who_guesses_has_to_wait() {
    IdentityName user = SERVER.user(GuardedExtension.allowing("\"ecr:*\"", "x"));
    Administrator guesser = SERVER.administrator(basic(user.name(), "a-wrong-guess"));
    Answer last = guesser.iam("ListUsers", "{}");
    for (int i = 0; i < 20 && last.status() == 401; i++) {
      last = guesser.iam("ListUsers", "{}");
    }
    Administrator.error(last, 429, "Throttling");
    assertTrue(Integer.parseInt(last.header("Retry-After")) > 0);
  }

  @Test
  void an_unknown_operation_is_answered_with_the_nearest_one() {
    String message = SERVER.root().refused("CreatUser", "{}", 404, "UnknownOperationException");
    assertTrue(message.contains("the nearest is CreateUser."), message);
  }

  @Test
  void a_member_that_nobody_knows_is_refused_by_its_name() {
    String message =
        SERVER.root().refused("GetUser", "{\"Username\":\"x\"}", 400, "ValidationError");
    assertTrue(message.startsWith("Username is not known here"), message);
    assertTrue(message.contains("UserName"), message);
    SERVER
        .root()
        .refused(
            "CreateUser",
            "{\"UserName\":\"x\",\"Tags\":[{\"Key\":\"a\",\"Value\":\"b\",\"More\":1}]}",
            400,
            "ValidationError");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "\"x\"",
        "{",
        "{\"UserName\":\"a\"} x",
        "{\"UserName\":\"a\",\"UserName\":\"b\"}",
        "{\"UserName\":1}",
        "{\"UserName\":1.5}",
        "{\"UserName\":{\"a\":1}}",
        "{\"Tags\":[null],\"UserName\":\"a\"}",
        "{\"UserName\":\"a\",\"MaxItems\":99999999999999999999}",
        "{\"UserName\":[[[[[[[[[1]]]]]]]]]}",
        "not json"
      })
  void a_body_that_is_no_object_of_the_right_kind_is_refused(String body) {
    SERVER.root().refused("CreateUser", body, 400, "SerializationException");
  }

  @Test
  void the_largest_body_is_read_and_one_byte_more_is_not() {
    String largest = "{}" + " ".repeat(LARGEST - 2);
    SERVER.root().well("GetUser", largest);
    Administrator.error(SERVER.root().iam("GetUser", largest + " "), 413, "RequestEntityTooLarge");
  }

  @Test
  void a_page_in_a_browser_cannot_borrow_its_owners_credentials() {
    HttpCalls http =
        SERVER
            .http()
            .with(
                "Authorization",
                basic("root", SERVER.running().rootPassword()),
                "Origin",
                "https://elsewhere.example");
    Administrator.error(
        http.call("POST", "/entrepot/v1/iam/ListUsers", "{}".getBytes(UTF_8)), 403, "AccessDenied");
  }

  @Test
  void only_a_post_is_heard_whatever_the_header_fields_say() {
    HttpCalls http =
        SERVER
            .http()
            .with(
                "Authorization",
                basic("root", SERVER.running().rootPassword()),
                "X-HTTP-Method-Override",
                "POST");
    Answer answer = http.call("GET", "/entrepot/v1/iam/ListUsers");
    answer.expect(405).expectHeader("Allow", "POST");
    assertEquals(404, http.call("POST", "/entrepot/v1/iam/ListUsers/").status());
    assertEquals(404, http.call("POST", "/entrepot/v1/iam").status());
    assertEquals(404, http.call("POST", "/entrepot/v1/nothing/ListUsers").status());
  }

  @Test
  void nothing_that_was_sent_comes_back_in_an_error() {
    String secret = "a-Secret-That-Must-Not-Return";
    String answer =
        SERVER.root().iam("CreateUser", "{\"Password\":\"" + secret + "\", oops").text();
    assertFalse(answer.contains(secret), answer);
  }
}
