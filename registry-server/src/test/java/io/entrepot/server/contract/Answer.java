package io.entrepot.server.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the server answered. */
record Answer(int status, Map<String, List<String>> headers, byte[] body) {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  Answer {
    Map<String, List<String>> anyCase = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    anyCase.putAll(headers);
    headers = anyCase;
  }

  Answer expect(int expected) {
    assertEquals(expected, status, this::toString);
    return this;
  }

  /** Asserts that this is the specification's JSON error (Error codes). */
  Answer expectError(int expected, String code) {
    expect(expected);
    assertEquals("application/json", header("Content-Type"));
    JsonNode errors = json().get("errors");
    assertTrue(errors.isArray() && !errors.isEmpty(), this::toString);
    for (JsonNode error : errors) {
      assertEquals(code, error.get("code").asString(), this::toString);
      assertTrue(!error.get("message").asString().isEmpty(), this::toString);
    }
    return this;
  }

  /** The header's only value; empty when it is not there. */
  String header(String name) {
    List<String> values = headers.getOrDefault(name, List.of());
    assertTrue(values.size() <= 1, () -> "several " + name + ": " + values);
    return values.isEmpty() ? "" : values.getFirst();
  }

  Answer expectHeader(String name, String value) {
    assertEquals(value, header(name), () -> name + " of " + this);
    return this;
  }

  boolean has(String name) {
    return headers.containsKey(name);
  }

  String text() {
    return new String(body, UTF_8);
  }

  JsonNode json() {
    return JSON.readTree(body);
  }

  /** The texts of a JSON array of the body. */
  List<String> texts(String member) {
    return json().get(member).valueStream().map(JsonNode::asString).toList();
  }

  /** The target of the Link to the next page; empty when this is the last one. */
  String next() {
    String link = header("Link");
    if (link.isEmpty()) {
      return "";
    }
    assertTrue(link.startsWith("</") && link.endsWith(">; rel=\"next\""), link);
    return link.substring(1, link.indexOf('>'));
  }

  @Override
  public String toString() {
    return status + " " + headers + "\n" + (body.length > 2000 ? body.length + " bytes" : text());
  }
}
