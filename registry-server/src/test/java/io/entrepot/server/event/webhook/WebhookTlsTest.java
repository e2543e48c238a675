package io.entrepot.server.event.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.entrepot.server.event.Delivery;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A webhook is known by its certificate, or it gets nothing. */
@Timeout(60)
final class WebhookTlsTest {
  private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();
  private static final char[] PASSWORD = "changeit".toCharArray();

  @TempDir Path directory;

  private KeyStore keys;
  private HttpsServer server;

  @BeforeEach
  void start() throws Exception {
    keys = keyStore(directory.resolve("keys.p12"));
    KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    own.init(keys, PASSWORD);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(own.getKeyManagers(), null, null);
    server = HttpsServer.create(new InetSocketAddress(LOOPBACK, 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(context));
    server.createContext(
        "/",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private static KeyStore keyStore(Path file) throws Exception {
    String keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    List<String> command =
        List.of(
            (keytool
                    + " -genkeypair -alias a -keyalg EC -groupname secp256r1 -dname CN=hook"
                    + " -validity 9 -ext san=dns:hook.invalid -storetype PKCS12 -storepass changeit"
                    + " -keystore "
                    + file)
                .split(" "));
    assertEquals(0, new ProcessBuilder(command).inheritIO().start().waitFor());
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      store.load(in, PASSWORD);
    }
    return store;
  }

  private SSLSocketFactory trusting() throws Exception {
    KeyStore known = KeyStore.getInstance("PKCS12");
    known.load(null, PASSWORD);
    known.setCertificateEntry("a", keys.getCertificate("a"));
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(known);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context.getSocketFactory();
  }

  private Delivery deliver(String host, int port, SSLSocketFactory tls) throws IOException {
    try (WebhookSink sink =
        new WebhookSink(
            "ci",
            URI.create("https://" + host + ":" + port + "/"),
            Secrets.readOrMake(directory.resolve("secret"), new Random(1)),
            new WebhookSink.Ways(
                name -> List.of(LOOPBACK),
                new Addresses(LOOPBACK::equals),
                tls,
                Duration.ofSeconds(5)),
            Instant::now)) {
      return sink.deliver(UUID.randomUUID(), "{}".getBytes(UTF_8));
    }
  }

  private int port() {
    return server.getAddress().getPort();
  }

  @Test
  void one_with_a_certificate_that_is_believed_gets_the_event() throws Exception {
    assertEquals(new Delivery.Taken(), deliver("hook.invalid", port(), trusting()));
  }

  @Test
  void one_with_another_name_gets_nothing() throws Exception {
    String why =
        assertInstanceOf(Delivery.Refused.class, deliver("other.invalid", port(), trusting()))
            .why();
    assertTrue(why.contains("other.invalid"), why);
  }

  @Test
  void one_that_nobody_vouches_for_gets_nothing() throws Exception {
    SSLSocketFactory usual = (SSLSocketFactory) SSLSocketFactory.getDefault();
    assertInstanceOf(Delivery.Refused.class, deliver("hook.invalid", port(), usual));
  }

  @Test
  void one_that_does_not_shake_hands_is_cut_off() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 1, LOOPBACK)) {
      assertEquals(
          new Delivery.Refused("it did not answer in 5000 ms"),
          deliver("hook.invalid", silent.getLocalPort(), trusting()));
    }
  }
}
