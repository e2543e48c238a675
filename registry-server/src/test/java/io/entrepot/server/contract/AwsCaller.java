package io.entrepot.server.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URLEncoder;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A client of AWS's protocols with a key of its own. */
record AwsCaller(GuardedExtension server, Signing signing) {
  static final Map<String, String> VERSIONS = Map.of("iam", "2010-05-08", "sts", "2011-06-15");
  static final Map<String, String> TARGETS =
      Map.of("ecr", "AmazonEC2ContainerRegistry_V20150921", "ecr-public", "SpencerFrontendService");

  /** The same with a signature that is made otherwise. */
  AwsCaller signing(Signing other) {
    return new AwsCaller(server, other);
  }

  /** An operation of a service that speaks JSON. */
  Answer json(String target, String body) {
    byte[] bytes = body.getBytes(UTF_8);
    Map<String, String> fields =
        Map.of("Content-Type", "application/x-amz-json-1.1", "X-Amz-Target", target);
    return post(bytes, fields);
  }

  Answer ecr(String operation, String body) {
    return json(TARGETS.get("ecr") + "." + operation, body);
  }

  /** An operation of a service that speaks Query; names and values in turn. */
  Answer query(String action, String... fields) {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("Action", action);
    form.put("Version", VERSIONS.getOrDefault(signing.service(), ""));
    for (int i = 0; i < fields.length; i += 2) {
      form.put(fields[i], fields[i + 1]);
    }
    return form(
        form.entrySet().stream()
            .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), UTF_8))
            .collect(Collectors.joining("&")));
  }

  Answer form(String form) {
    return post(
        form.getBytes(UTF_8),
        Map.of("Content-Type", "application/x-www-form-urlencoded; charset=utf-8"));
  }

  private Answer post(byte[] body, Map<String, String> fields) {
    String host = "127.0.0.1:" + server.running().address().getPort();
    return server
        .http()
        .call("POST", "/", body, signing.headers(host, server.running().now(), body, fields));
  }

  /** The message of a refusal in JSON. */
  static String refusedJson(Answer answer, int status, String type) {
    answer.expect(status).expectHeader("Content-Type", "application/x-amz-json-1.1");
    assertEquals(type, answer.json().get("__type").asString(), answer::toString);
    assertFalse(answer.header("x-amzn-RequestId").isEmpty(), answer::toString);
    return answer.json().get("message").asString();
  }

  /** The message of a refusal in XML. */
  static String refusedXml(Answer answer, int status, String code) {
    answer.expect(status).expectHeader("Content-Type", "text/xml");
    assertEquals(code, element(answer, "Code"), answer::toString);
    assertEquals(element(answer, "RequestId"), answer.header("x-amzn-RequestId"));
    return element(answer, "Message");
  }

  static String element(Answer answer, String name) {
    Matcher matcher =
        Pattern.compile("<" + name + ">([^<]*)</" + name + ">").matcher(answer.text());
    assertTrue(matcher.find(), () -> name + " in " + answer);
    return matcher.group(1);
  }
}
