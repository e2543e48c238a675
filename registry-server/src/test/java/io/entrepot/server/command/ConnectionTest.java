package io.entrepot.server.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.entrepot.server.command.Shell.Outcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ConnectionTest {
  private final ServerDouble server = new ServerDouble();
  private final Shell shell = new Shell().set("ENTREPOT_ENDPOINT", server.url());

  @TempDir private Path folder = Path.of(".");

  ConnectionTest() throws IOException {}

  @AfterEach
  void close() {
    server.close();
  }

  private String caller() {
    String basic = server.questions().getLast().authorization();
    return new String(
        Base64.getDecoder().decode(basic.substring("Basic ".length())), StandardCharsets.UTF_8);
  }

  @Test
  void whatIsNearestToTheCallerSaysWhoAsks() {
    shell.set("AWS_ACCESS_KEY_ID", "AWSKEY").set("AWS_SECRET_ACCESS_KEY", "s1");
    shell.run("user", "list");
    assertEquals("AWSKEY:s1", caller());
    shell.set("ENTREPOT_USER", "bo").set("ENTREPOT_PASSWORD", "p:w");
    shell.run("user", "list");
    assertEquals("bo:p:w", caller());
    shell.set("ENTREPOT_ACCESS_KEY_ID", "OURKEY").set("ENTREPOT_SECRET_ACCESS_KEY", "s2");
    shell.run("user", "list");
    assertEquals("OURKEY:s2", caller());
    shell.run("user", "list", "--username", "al");
    assertEquals("al:p:w", caller());
    shell.pipe("piped\n").run("user", "list", "--username", "al", "--password-stdin");
    assertEquals("al:piped", caller());
  }

  @Test
  void atATerminalThePasswordIsAskedFor() {
    shell.types("typed").run("user", "list", "--username", "al");
    assertEquals("al:typed", caller());
  }

  @Test
  void oneHalfOfAKeyIsAMistake() {
    Outcome outcome = shell.set("ENTREPOT_ACCESS_KEY_ID", "OURKEY").run("user", "list");
    assertEquals(2, outcome.code());
    assertTrue(outcome.err().contains("only one is set"), outcome.err());
    assertEquals(List.of(), server.asked());
  }

  @Test
  void aPasswordBehindTheNameIsRefusedAndNotRepeated() {
    Outcome outcome = shell.run("user", "list", "--username", "al:hush");
    assertEquals(2, outcome.code());
    assertFalse(outcome.err().contains("hush"), outcome.err());
  }

  @Test
  void theStandardInputIsOneThingOnly() {
    Outcome outcome =
        shell
            .pipe("x")
            .run("policy", "create", "p", "--document=-", "--username=al", "--password-stdin");
    assertEquals(2, outcome.code());
    assertTrue(
        outcome.err().contains("--password-stdin and --document cannot both"), outcome.err());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://10.0.0.7:5000",
        "http://registry.example.org",
        "http://127.0.0.1.example.org",
        "http://localhost.example.org",
        "http://[fe80::1]:5000",
        "HTTP://registry.example.org"
      })
  void credentialsDoNotGoOverPlainHttpToOtherMachines(String endpoint) {
    Outcome outcome = Shell.with(endpoint, "AKIA1", "hush").run("user", "list");
    assertEquals(2, outcome.code());
    assertTrue(outcome.err().contains("--allow-http"), outcome.err());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost:5000",
        "ftp://localhost",
        "http://bo:hush@localhost:5000",
        "http://localhost:5000/v2/",
        "http://localhost:5000?x=hush",
        "http://local host",
        ""
      })
  void anEndpointIsASchemeAHostAndAPort(String endpoint) {
    Outcome outcome = shell.run("user", "list", "--endpoint", endpoint);
    assertEquals(2, outcome.code());
    assertTrue(outcome.err().contains("http://HOST:PORT"), outcome.err());
    assertFalse(outcome.err().contains("hush"), outcome.err());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://localhost:5000",
        "http://127.1.2.3",
        "http://[::1]:5000/",
        "http://111122223333.dkr.ecr.us-east-1.localhost:5000",
        "https://registry.example.org"
      })
  void loopbackAddressesAndTlsAreTrusted(String endpoint) throws ClientException {
    assertEquals(
        endpoint.replaceFirst("/$", "") + "/entrepot/v1/iam/ListUsers",
        Endpoint.of(endpoint, false).operation("iam", "ListUsers").toString());
  }

  @Test
  void aRefusalSaysWhatToDoAndNoSecret() {
    server.answers("ListUsers", 401, "", Map.of());
    Outcome outcome = Shell.with(server.url(), "AKIA1", "hush").run("user", "list");
    assertEquals(1, outcome.code());
    assertTrue(outcome.err().contains("credentials of AKIA1"), outcome.err());
    assertFalse(outcome.err().contains("hush"), outcome.err());
  }

  @Test
  void theTimeToWaitIsTold() {
    server.answers("ListUsers", 429, "", Map.of("Retry-After", "17"));
    Outcome outcome = Shell.with(server.url(), "AKIA1", "hush").run("user", "list");
    assertEquals(1, outcome.code());
    assertTrue(outcome.err().contains("wait 17 seconds"), outcome.err());
  }

  @Test
  void aFaultOfTheServersNamesTheRequest() {
    server.answers(
        "ListUsers",
        500,
        "{\"__type\":\"InternalFailure\",\"message\":\"oh\"}",
        Map.of("X-Amzn-RequestId", "r-1"));
    Outcome outcome = Shell.with(server.url(), "AKIA1", "hush").run("user", "list");
    assertTrue(outcome.err().contains("InternalFailure: oh (look for request r-1"), outcome.err());
  }

  @Test
  void anotherKindOfServerIsNotTakenForThisOne() {
    server
        .answers("ListUsers", 200, "<html>", Map.of())
        .answers("ListUsers", 404, "not here", Map.of())
        .answers("ListUsers", 302, "", Map.of("Location", "http://127.0.0.1:1/"));
    Shell asking = Shell.with(server.url(), "AKIA1", "hush");
    for (int status : new int[] {200, 404, 302}) {
      Outcome outcome = asking.run("user", "list");
      assertEquals(1, outcome.code());
      assertTrue(outcome.err().contains("answered " + status + ", and not as"), outcome.err());
    }
  }

  @Test
  void nothingAtTheAddressSaysHowToStart() {
    server.close();
    Outcome outcome = Shell.with(server.url(), "AKIA1", "hush").run("user", "list");
    assertEquals(1, outcome.code());
    assertTrue(outcome.err().contains("entrepot serve"), outcome.err());
  }

  @Test
  void aFileWithoutCertificatesIsAMistake() throws IOException {
    Path file = Files.writeString(folder.resolve("ca.pem"), "nothing");
    Outcome outcome =
        Shell.with("https://127.0.0.1:1", "AKIA1", "hush")
            .run("user", "list", "--ca-file", file.toString());
    assertEquals(2, outcome.code());
    assertTrue(outcome.err().contains("PEM"), outcome.err());
  }
}
