package io.entrepot.server.event.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.entrepot.server.event.Delivery;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
final class WebhookSinkTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final UUID ID = UUID.fromString("13cde686-328b-6117-af20-0e5566167482");
  private static final byte[] EVENT = "{\"version\":\"0\"}".getBytes(UTF_8);
  private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

  @TempDir Path directory;

  private WebhookTarget target;

  @BeforeEach
  void start() throws IOException {
    target = WebhookTarget.start();
  }

  @AfterEach
  void stop() {
    target.close();
  }

  private Path secretFile() {
    return directory.resolve("secrets").resolve("ci");
  }

  private WebhookSink sink(URI url, Resolver resolver, Addresses addresses) throws IOException {
    return new WebhookSink(
        "ci",
        url,
        Secrets.readOrMake(secretFile(), new Random(1)),
        new WebhookSink.Ways(
            resolver,
            addresses,
            (SSLSocketFactory) SSLSocketFactory.getDefault(),
            Duration.ofMillis(500)),
        () -> NOW);
  }

  private static Addresses onlyLoopback() {
    return new Addresses(LOOPBACK::equals);
  }

  private Delivery deliver(URI url) throws IOException {
    try (WebhookSink sink = sink(url, Resolver.SYSTEM, onlyLoopback())) {
      return sink.deliver(ID, EVENT);
    }
  }

  private String refusal(URI url) throws IOException {
    return assertInstanceOf(Delivery.Refused.class, deliver(url)).why();
  }

  @Test
  void an_event_comes_whole_and_signed() throws Exception {
    assertEquals(new Delivery.Taken(), deliver(target.url("/hook?a=b")));
    WebhookTarget.Received received = target.received().getFirst();
    assertEquals("POST", received.method());
    assertEquals("/hook?a=b", received.target());
    assertArrayEquals(EVENT, received.body());
    assertEquals("application/json", received.field("Content-Type"));
    assertEquals(ID.toString(), received.field("webhook-id"));
    assertEquals("1767225600", received.field("webhook-timestamp"));
    String secret = Files.readString(secretFile()).strip();
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(
        new SecretKeySpec(
            Base64.getDecoder().decode(secret.substring("whsec_".length())), "HmacSHA256"));
    String signed = ID + ".1767225600." + new String(EVENT, UTF_8);
    assertEquals(
        "v1," + Base64.getEncoder().encodeToString(mac.doFinal(signed.getBytes(UTF_8))),
        received.field("webhook-signature"));
  }

  @Test
  void two_secrets_give_two_signatures_so_that_one_can_follow_the_other() throws IOException {
    Secrets one = Secrets.readOrMake(secretFile(), new Random(1));
    String line = Files.readString(secretFile());
    Path both = directory.resolve("both");
    Files.writeString(both, line + "\n" + line);
    String signature = one.signatures("id", 1, EVENT);
    assertEquals(
        signature + " " + signature,
        Secrets.readOrMake(both, new Random(2)).signatures("id", 1, EVENT));
  }

  @Test
  void a_secret_that_is_made_is_its_owners_alone_and_stays() throws IOException {
    Secrets.readOrMake(secretFile(), new Random(1));
    String made = Files.readString(secretFile());
    assertEquals(
        "rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(secretFile())));
    Secrets.readOrMake(secretFile(), new Random(2));
    assertEquals(made, Files.readString(secretFile()));
  }

  @Test
  void what_a_crash_left_of_a_secret_is_none() throws IOException {
    Path left = secretFile().resolveSibling("ci.new");
    Files.createDirectories(left.getParent());
    Files.writeString(left, "whs");
    Secrets.readOrMake(secretFile(), new Random(1));
    assertTrue(Files.readString(secretFile()).startsWith(Secrets.PREFIX));
    assertFalse(Files.exists(left));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "secret", "whsec_%%%", "whsec_c2hvcnQ="})
  void a_file_without_a_secret_is_refused_without_telling_what_is_in_it(String text)
      throws IOException {
    Path file = directory.resolve("bad");
    Files.writeString(file, text);
    String message =
        assertThrows(IOException.class, () -> Secrets.readOrMake(file, new Random(1))).toString();
    assertTrue(text.isEmpty() || !message.contains(text + " "), message);
  }

  @Test
  void what_is_no_2xx_refuses_the_event() throws IOException {
    target.answers(503, "Retry-After", "120");
    assertEquals(
        new Delivery.Refused("it answered with the status 503", Optional.of(Duration.ofMinutes(2))),
        deliver(target.url("/")));
    target.answers(429, "Retry-After", "Thu, 01 Jan 2026 00:01:00 GMT");
    assertEquals(
        new Delivery.Refused("it answered with the status 429", Optional.of(Duration.ofMinutes(1))),
        deliver(target.url("/")));
    target.answers(304, "Retry-After", "soon");
    assertEquals(new Delivery.Refused("it answered with the status 304"), deliver(target.url("/")));
  }

  @Test
  void a_redirect_keeps_the_request() throws IOException {
    target.answers(307, "Location", "/there");
    assertEquals(new Delivery.Taken(), deliver(target.url("/here")));
    assertEquals("/there", target.received().getLast().target());
    assertArrayEquals(EVENT, target.received().getLast().body());
  }

  @Test
  void redirects_come_to_an_end() throws IOException {
    for (int i = 0; i < 9; i++) {
      target.answers(308, "Location", "/" + i);
    }
    assertEquals("it redirected more than 3 times", refusal(target.url("/")));
    assertEquals(4, target.received().size());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://127.0.0.2/",
        "http://10.0.0.1/",
        "http://169.254.169.254/latest/meta-data/",
        "https://[::1]/",
        "http://[::ffff:127.0.0.2]/",
        "http://2130706434/",
        "http://0.0.0.0/"
      })
  void a_redirect_to_an_address_that_is_not_allowed_is_not_followed(String location)
      throws IOException {
    target.answers(302, "Location", location);
    String why = refusal(target.url("/"));
    assertTrue(why.contains("is not public"), why);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"ftp://127.0.0.1/", "file:///etc/passwd", "http://user@127.0.0.1/", "mailto:a@b"})
  void a_redirect_out_of_the_web_is_not_followed(String location) throws IOException {
    target.answers(302, "Location", location);
    assertEquals("it redirected to where events are not sent", refusal(target.url("/")));
  }

  @Test
  void a_name_is_checked_each_time_and_the_connection_goes_to_what_was_checked()
      throws IOException {
    Deque<List<InetAddress>> answers =
        new ArrayDeque<>(
            List.of(
                List.of(LOOPBACK),
                List.of(InetAddress.ofLiteral("10.0.0.1")),
                List.of(InetAddress.ofLiteral("10.0.0.1"), LOOPBACK)));
    URI url = URI.create("http://rebinding.invalid:" + target.port() + "/");
    try (WebhookSink sink = sink(url, host -> answers.remove(), onlyLoopback())) {
      assertEquals(new Delivery.Taken(), sink.deliver(ID, EVENT));
      String why = assertInstanceOf(Delivery.Refused.class, sink.deliver(ID, EVENT)).why();
      assertEquals(
          "rebinding.invalid is at 10.0.0.1, which is not public; events.allow has to allow it",
          why);
      assertEquals(new Delivery.Taken(), sink.deliver(ID, EVENT));
    }
    assertEquals(List.of(), List.copyOf(answers));
    assertEquals(2, target.received().size());
    assertEquals("rebinding.invalid:" + target.port(), target.received().getFirst().field("Host"));
  }

  @Test
  void without_leave_this_machine_is_not_reached() throws IOException {
    try (WebhookSink sink =
        sink(target.url("/"), Resolver.SYSTEM, new Addresses(address -> false))) {
      assertInstanceOf(Delivery.Refused.class, sink.deliver(ID, EVENT));
    }
    assertEquals(List.of(), target.received());
  }

  @Test
  void whoever_does_not_answer_is_cut_off() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 1, LOOPBACK)) {
      long start = System.nanoTime();
      assertEquals(
          "it did not answer in 500 ms",
          refusal(URI.create("http://127.0.0.1:" + silent.getLocalPort() + "/")));
      assertTrue(Duration.ofNanos(System.nanoTime() - start).toSeconds() < 10);
    }
  }

  @Test
  void whoever_is_not_there_refuses() throws IOException {
    int port;
    try (ServerSocket gone = new ServerSocket(0, 1, LOOPBACK)) {
      port = gone.getLocalPort();
    }
    assertFalse(refusal(URI.create("http://127.0.0.1:" + port + "/")).isEmpty());
  }

  @Test
  void what_is_no_http_is_refused() throws IOException {
    target.close();
    try (ServerSocket odd = new ServerSocket(0, 1, LOOPBACK)) {
      Thread.ofVirtual()
          .start(() -> {
            try (var socket = odd.accept()) {
              socket.getOutputStream().write("SSH-2.0-nobody\r\n\r\n".getBytes(UTF_8));
            } catch (IOException e) {
              throw new java.io.UncheckedIOException(e);
            }
          });
      assertEquals(
          "it does not answer in HTTP/1.1",
          refusal(URI.create("http://127.0.0.1:" + odd.getLocalPort() + "/")));
    }
  }

  @Test
  void the_target_is_told_without_what_may_be_a_token() throws IOException {
    try (WebhookSink sink =
        sink(URI.create("https://example.org:1/token?token=b"), Resolver.SYSTEM, onlyLoopback())) {
      assertEquals("https://example.org:1", sink.target());
    }
  }

  @Test
  void a_malformed_redirect_is_told_without_what_may_be_a_token() throws IOException {
    target.answers(307, "Location", "/to ken?a=b");
    assertEquals("the address is malformed", refusal(target.url("/")));
  }
}
