package io.entrepot.server.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What an open server tells those who would administer it. */
final class OpenServerTest {
  @RegisterExtension static final RegistryExtension SERVER = new RegistryExtension();

  private static final String WORDS =
      "This server was started with --open and has no identities that could sign a request; start"
          + " it without --open to use AWS's API.";

  @Test
  void aws_clients_are_told_in_json_why_nothing_is_done() {
    Answer answer =
        SERVER
            .http()
            .call(
                "POST",
                "/",
                "{}".getBytes(UTF_8),
                "X-Amz-Target",
                "AmazonEC2ContainerRegistry_V20150921.DescribeRepositories");
    assertEquals(
        "UnsupportedOperationException", answer.expect(400).json().get("__type").asString());
    assertEquals(WORDS, answer.json().get("message").asString());
  }

  @Test
  void aws_clients_are_told_in_xml_why_nothing_is_done() {
    String form = "Action=GetCallerIdentity&Version=2011-06-15";
    Answer answer = SERVER.http().call("POST", "/", form.getBytes(UTF_8)).expect(400);
    assertTrue(
        answer.text().contains("<Code>UnsupportedOperationException</Code>"), answer::toString);
    assertTrue(answer.text().contains(WORDS), answer::toString);
  }

  @Test
  void the_command_line_is_told_so_too() {
    Answer answer = SERVER.http().call("POST", "/entrepot/v1/iam/ListUsers", "{}".getBytes(UTF_8));
    assertTrue(answer.expect(400).text().contains("was started with --open"), answer::toString);
  }
}
