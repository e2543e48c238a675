package io.entrepot.server.netty;

import io.entrepot.server.http.Response;
import io.entrepot.server.http.ResponseBody;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The transport's own answers, in the form of the distribution specification's errors. */
final class Refusals {
  private Refusals() {}

  /** An answer whose message is plain text without quotes. */
  static Response of(RefusedRequestException refusal) {
    String json =
        "{\"errors\":[{\"code\":\"UNSUPPORTED\",\"message\":\"" + refusal.reason() + "\"}]}";
    ResponseBody body = new ResponseBody.InMemory(json.getBytes(StandardCharsets.UTF_8));
    List<String> type = List.of("Content-Type", "application/json");
    Response response = new Response(refusal.status(), type, body);
    return refusal.status() == 405 ? response.withHeader("Allow", MethodName.ALLOWED) : response;
  }
}
