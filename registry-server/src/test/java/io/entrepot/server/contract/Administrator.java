package io.entrepot.server.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import tools.jackson.databind.JsonNode;

/** Somebody at the administration door, with credentials of their own. */
record Administrator(HttpCalls http) {
  /** With these; empty: without any. */
  static Administrator with(HttpCalls http, String authorization) {
    return new Administrator(
        authorization.isEmpty() ? http : http.with("Authorization", authorization));
  }

  Answer iam(String operation, String body) {
    return call("iam", operation, body);
  }

  Answer call(String service, String operation, String body) {
    return http.call("POST", "/entrepot/v1/" + service + "/" + operation, body.getBytes(UTF_8));
  }

  /** A call of IAM that has to be well. */
  JsonNode well(String operation, String body) {
    return iam(operation, body).expect(200).json();
  }

  /** A call of IAM that has to be refused so; the message is returned. */
  String refused(String operation, String body, int status, String code) {
    return error(iam(operation, body), status, code);
  }

  /** The body of a call: names and texts in turn. */
  static String body(String... members) {
    StringBuilder json = new StringBuilder("{");
    for (int i = 0; i < members.length; i += 2) {
      json.append(i == 0 ? "" : ",").append(quoted(members[i])).append(':');
      json.append(quoted(members[i + 1]));
    }
    return json.append('}').toString();
  }

  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
  }

  static String error(Answer answer, int status, String code) {
    answer.expect(status).expectHeader("Content-Type", "application/json");
    assertEquals(code, answer.json().get("__type").asString(), answer::toString);
    assertFalse(answer.header("X-Amzn-RequestId").isEmpty(), answer::toString);
    String message = answer.json().get("message").asString();
    assertFalse(message.isEmpty(), answer::toString);
    return message;
  }
}
