package io.entrepot.server.route;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.entrepot.auth.decide.EcrAction;
import io.entrepot.auth.decide.Grant;
import io.entrepot.auth.decide.Permission;
import io.entrepot.auth.decide.Resource;
import io.entrepot.auth.principal.AccountId;
import io.entrepot.server.access.Access;
import io.entrepot.server.access.Arrivals;
import io.entrepot.server.access.Requirement;
import io.entrepot.server.access.Trail;
import io.entrepot.server.error.ErrorResponses;
import io.entrepot.server.http.Method;
import io.entrepot.server.http.Request;
import io.entrepot.server.http.Response;
import io.entrepot.server.http.ResponseBody;
import io.entrepot.server.http.TestRequest;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DispatcherTest {
  private final AtomicInteger parses = new AtomicInteger();
  private final Dispatcher dispatcher =
      new Dispatcher(
          new RouteTable(
              List.of(
                  Route.at("/v2/{repository}/tags/list")
                      .on(Method.GET, new Echo())
                      .on(Method.HEAD, new Echo())
                      .on(Method.PUT, new Echo()))),
          Access.open(
              Arrivals.direct(new AccountId("000000000000")), InstantSource.system(), Trail.NONE),
          new ErrorResponses());

  /** Answers with the repository's name; that of "memory" at once, and fails for "broken". */
  private final class Echo implements Endpoint<String> {
    @Override
    public String parse(Request request, PathValues path) {
      parses.incrementAndGet();
      return path.repository();
    }

    @Override
    public Requirement requirement(String name) {
      return new Requirement.AllOf(
          List.of(
              new Permission(
                  EcrAction.LIST_IMAGES,
                  new Resource.Repository(new AccountId("000000000000"), name))));
    }

    @Override
    public Response handle(String name, Grant grant) {
      if (name.equals("broken")) {
        throw new IllegalStateException("secret");
      }
      return Response.of(200).withHeader("X-Name", name);
    }

    @Override
    public Optional<Response> handleNow(String name, Grant grant) {
      return name.equals("memory") ? Optional.of(handle(name, grant)) : Optional.empty();
    }
  }

  @Test
  void a_request_reaches_the_endpoint_of_its_path_and_method() {
    Response response = dispatcher.handle(TestRequest.get("/v2/a/b/tags/list"));
    assertEquals(200, response.status());
    assertEquals(List.of("X-Name", "a/b"), response.headers());
  }

  @Test
  void what_is_in_memory_is_answered_at_once_and_nothing_else() {
    assertTrue(dispatcher.answerNow(TestRequest.get("/v2/memory/tags/list")).isPresent());
    assertFalse(dispatcher.answerNow(TestRequest.get("/v2/a/tags/list")).isPresent());
    assertFalse(
        dispatcher.answerNow(TestRequest.of(Method.PUT, "/v2/memory/tags/list")).isPresent());
    assertFalse(dispatcher.answerNow(TestRequest.get("/nothing")).isPresent());
  }

  @Test
  void a_target_is_parsed_once() {
    for (int i = 0; i < 3; i++) {
      dispatcher.answerNow(TestRequest.get("/v2/memory/tags/list?n=1"));
    }
    assertEquals(1, parses.get());
    dispatcher.handle(TestRequest.get("/v2/memory/tags/list?n=2"));
    assertEquals(2, parses.get());
  }

  @Test
  void a_parse_is_kept_for_the_registry_that_the_host_names() {
    for (String host : List.of("x", "111122223333.dkr.ecr.eu-west-1.example.org", "x", "y:5000")) {
      dispatcher.answerNow(TestRequest.get("/v2/memory/tags/list").with("Host", host));
    }
    assertEquals(2, parses.get());
  }

  @ParameterizedTest
  @ValueSource(strings = {"If-None-Match", "Range"})
  void a_parse_that_may_depend_on_a_field_is_not_kept(String field) {
    dispatcher.handle(TestRequest.get("/v2/memory/tags/list").with(field, "x"));
    dispatcher.handle(TestRequest.get("/v2/memory/tags/list").with(field, "x"));
    assertEquals(2, parses.get());
  }

  @Test
  void a_parse_of_a_write_or_of_a_long_target_is_not_kept() {
    String longTarget = "/v2/memory/tags/list?last=" + "x".repeat(Dispatcher.KEPT_TARGET_LENGTH);
    for (int i = 0; i < 2; i++) {
      dispatcher.handle(TestRequest.of(Method.PUT, "/v2/memory/tags/list"));
      dispatcher.handle(TestRequest.get(longTarget));
    }
    assertEquals(4, parses.get());
  }

  @Test
  void a_known_path_with_another_method_is_told_which_are_allowed() {
    Response response = dispatcher.handle(TestRequest.of(Method.DELETE, "/v2/a/tags/list"));
    assertEquals(405, response.status());
    assertEquals(List.of("Allow", "GET, HEAD, PUT"), response.headers().subList(0, 2));
    assertTrue(body(response).contains("\"code\":\"UNSUPPORTED\""), body(response));
  }

  @Test
  void an_unknown_path_is_not_found() {
    Response response = dispatcher.handle(TestRequest.get("/v2/a/nonsense"));
    assertEquals(404, response.status());
    assertTrue(body(response).contains("\"code\":\"UNSUPPORTED\""), body(response));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v2/a%2Fb",
        "/v2/../etc/passwd",
        "/v2/a//b",
        "/v2/a;x=1/b",
        "/v2/./a",
        "/v2/a\\b"
      })
  void an_odd_path_is_a_bad_name(String path) {
    Response response = dispatcher.handle(TestRequest.get(path));
    assertEquals(400, response.status());
    assertTrue(body(response).contains("\"code\":\"NAME_INVALID\""), body(response));
  }

  @Test
  void a_failure_tells_the_request_id_and_nothing_else() {
    Response response = dispatcher.handle(TestRequest.get("/v2/broken/tags/list"));
    assertEquals(500, response.status());
    assertEquals(
        "{\"errors\":[{\"code\":\"UNKNOWN\",\"message\":\"internal error; request id"
            + " test-request\"}]}",
        body(response));
  }

  private static String body(Response response) {
    return response.body() instanceof ResponseBody.InMemory memory
        ? new String(memory.bytes(), UTF_8)
        : "";
  }
}
