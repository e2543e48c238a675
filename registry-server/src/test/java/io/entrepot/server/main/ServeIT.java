package io.entrepot.server.main;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.entrepot.server.config.Setting;
import io.entrepot.server.config.Settings;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(300)
final class ServeIT {
  private static final String LOCAL = "127.0.0.1:0";

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  @TempDir private Path folder = Path.of(".");

  @Test
  void itSaysWhereItListensAnswersThereAndEndsWithZero() throws Exception {
    try (EntrepotProcess server = serve(Map.of())) {
      String registry = server.awaitLine("listening on ");
      String management = server.awaitLine("management on ");
      assertEquals(200, get(registry + "/v2/").statusCode());
      assertEquals("alive\n", get(management + "/healthz").body());
      assertEquals("ready\n", get(management + "/readyz").body());
      assertEquals(404, get(management + "/v2/").statusCode());
      assertTrue(
          get(management + "/metrics")
              .body()
              .contains(
                  "entrepot_http_requests_total{method=\"GET\",route=\"base\",status=\"200\"}"
                      + " 1.0"));
      assertTrue(server.errors().contains("serving openly"), server.errors());
      server.terminate();
      assertEquals(0, server.awaitEnd(), server.errors());
    }
  }

  @Test
  void anAccessLineNamesTheRequestIdOfTheAnswerAndNoQuery() throws Exception {
    try (EntrepotProcess server = serve(Map.of("ENTREPOT_LOG_FORMAT", "json"))) {
      String registry = server.awaitLine("listening on ");
      HttpResponse<String> answer = get(registry + "/v2/_catalog?n=5&token=hush");
      String id = answer.headers().firstValue("X-Request-Id").orElseThrow();
      String line = server.awaitLine("{\"time\":");
      assertTrue(line.contains("\"request_id\":\"" + id + "\""), line);
      assertTrue(line.contains("\"path\":\"/v2/_catalog\",\"status\":200"), line);
      assertFalse(line.contains("hush"), line);
      server.terminate();
      assertEquals(0, server.awaitEnd());
    }
  }

  @Test
  void theAccessLogCanBeSwitchedOff() throws Exception {
    try (EntrepotProcess server = serve(Map.of("ENTREPOT_ACCESS_LOG", "off"))) {
      String registry = server.awaitLine("listening on ");
      server.awaitLine("management on ");
      assertEquals(200, get(registry + "/v2/").statusCode());
      server.terminate();
      assertEquals(0, server.awaitEnd());
      assertEquals("", server.allLines());
    }
  }

  @Test
  void aTransferThatRunsAtSigtermComesToItsEnd() throws Exception {
    try (EntrepotProcess server = serve(Map.of())) {
      URI registry = URI.create(server.awaitLine("listening on "));
      String management = server.awaitLine("management on ");
      String upload = startUpload(registry);
      try (Socket socket = new Socket(registry.getHost(), registry.getPort())) {
        OutputStream out = socket.getOutputStream();
        out.write(
            ("PATCH " + upload + " HTTP/1.1\r\nHost: x\r\nContent-Length: 200000\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
        out.write(new byte[100_000]);
        out.flush();
        server.terminate();
        Awaitility.await()
            .atMost(Duration.ofSeconds(30))
            .until(() -> get(management + "/readyz").statusCode() == 503);
        assertTrue(server.isAlive());
        out.write(new byte[100_000]);
        out.flush();
        InputStream in = socket.getInputStream();
        String answer = new String(in.readAllBytes(), StandardCharsets.US_ASCII);
        assertTrue(answer.startsWith("HTTP/1.1 202 "), answer);
        assertTrue(answer.contains("Range: 0-199999\r\n"), answer);
      }
      assertEquals(0, server.awaitEnd(), server.errors());
    }
  }

  @Test
  void aTransferThatOutlastsTheGraceIsCutOff() throws Exception {
    try (EntrepotProcess server = serve(Map.of("ENTREPOT_SHUTDOWN_GRACE", "200ms"))) {
      URI registry = URI.create(server.awaitLine("listening on "));
      String upload = startUpload(registry);
      try (Socket socket = new Socket(registry.getHost(), registry.getPort())) {
        OutputStream out = socket.getOutputStream();
        out.write(
            ("PATCH "
                    + upload
                    + " HTTP/1.1\r\nHost: x\r\nContent-Length: 200000\r\n"
                    + "Expect: 100-continue\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
        out.flush();
        String begun = "HTTP/1.1 100 Continue\r\n\r\n";
        assertEquals(
            begun,
            new String(
                socket.getInputStream().readNBytes(begun.length()), StandardCharsets.US_ASCII));
        out.write(new byte[100_000]);
        out.flush();
        server.terminate();
        assertEquals(0, server.awaitEnd(), server.errors());
      }
      assertTrue(server.errors().contains("cut off"), server.errors());
    }
  }

  @Test
  void aCertificateOfItsOwnMakingIsKeptAndItsFingerprintPrinted() throws Exception {
    String fingerprint;
    try (EntrepotProcess server = serve(Map.of("ENTREPOT_TLS", "self-signed"))) {
      assertTrue(server.awaitLine("listening on ").startsWith("https://127.0.0.1:"));
      fingerprint = server.awaitLine("certificate SHA-256 fingerprint ");
      server.terminate();
      assertEquals(0, server.awaitEnd(), server.errors());
    }
    try (EntrepotProcess server = serve(Map.of("ENTREPOT_TLS", "self-signed"))) {
      URI registry = URI.create(server.awaitLine("listening on "));
      assertEquals(fingerprint, server.awaitLine("certificate SHA-256 fingerprint "));
      Path certificate = folder.resolve("data/tls/self-signed.crt.pem");
      HttpResponse<String> answer =
          trusting(certificate)
              .send(
                  HttpRequest.newBuilder(registry.resolve("/v2/")).build(),
                  HttpResponse.BodyHandlers.ofString());
      assertEquals(200, answer.statusCode());
      assertEquals(HttpClient.Version.HTTP_2, answer.version());
    }
  }

  private static HttpClient trusting(Path certificate) throws Exception {
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    try (InputStream in = Files.newInputStream(certificate)) {
      trusted.setCertificateEntry(
          "server", CertificateFactory.getInstance("X.509").generateCertificate(in));
    }
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, factory.getTrustManagers(), null);
    return HttpClient.newBuilder().sslContext(context).build();
  }

  @Test
  void aCertificateThatIsNoneIsRefusedInOneSentence() throws Exception {
    Path file = Files.writeString(folder.resolve("not.pem"), "nothing");
    assertRefused(
        1,
        "certificate",
        "serve",
        "--open",
        "--data=" + folder.resolve("data"),
        "--management=off",
        "--listen=" + LOCAL,
        "--tls-certificate=" + file,
        "--tls-key=" + file);
    assertRefused(
        1,
        "absent.pem does not exist",
        "serve",
        "--open",
        "--data=" + folder.resolve("data"),
        "--listen=" + LOCAL,
        "--tls-certificate=" + file,
        "--tls-key=" + folder.resolve("absent.pem"));
  }

  @Test
  void anAddressBeyondThisMachineIsRefusedInOneSentence() throws Exception {
    assertRefused(2, "add --open=network", "serve", "--open", "--listen", "0.0.0.0:0");
  }

  @Test
  void aPortInUseIsNamed() throws Exception {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String address = "127.0.0.1:" + other.getLocalPort();
      assertRefused(
          1,
          "cannot listen on " + address + ": another program listens there already",
          "serve",
          "--open",
          "--data=" + folder.resolve("data"),
          "--management=off",
          "--listen=" + address);
    }
  }

  @Test
  void aDataFolderServesOneProcessAtATime() throws Exception {
    try (EntrepotProcess server = serve(Map.of())) {
      server.awaitLine("listening on ");
      assertRefused(
          1,
          "is in use by another entrepot process",
          "serve",
          "--open",
          "--data=" + folder.resolve("data"),
          "--management=off",
          "--listen=" + LOCAL);
    }
  }

  @Test
  void aDataFolderThatIsAFileIsNamed() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "");
    assertRefused(1, file + " is a file", "serve", "--open", "--data=" + file, "--listen=" + LOCAL);
  }

  @Test
  void anUnknownOptionOfServeIsRefusedWithTheNearestOne() throws Exception {
    assertRefused(2, "the nearest one is --listen", "serve", "--lsten=" + LOCAL);
  }

  @Test
  void configPrintsWhatHoldsAndWhoSaysSo() throws Exception {
    try (EntrepotProcess config =
        EntrepotProcess.start(
            folder, Map.of("ENTREPOT_LOG_LEVEL", "warn"), "config", "--data", "/srv/registry")) {
      assertEquals(0, config.awaitEnd(), config.errors());
      assertTrue(config.awaitLine("data ").matches(" +/srv/registry +--data"));
      assertTrue(config.awaitLine("log.level ").matches(" +warn +ENTREPOT_LOG_LEVEL"));
      assertTrue(config.awaitLine("access-log ").matches(" +on +default"));
    }
    try (EntrepotProcess config =
        EntrepotProcess.start(folder, Map.of(), "config", "--output=json", "--open=network")) {
      assertEquals(0, config.awaitEnd(), config.errors());
      String json = config.awaitLine("[");
      assertTrue(json.contains("{\"key\":\"open\",\"value\":\"network\",\"source\":\"--open\"}"));
    }
  }

  @Test
  void theHelpOfServeNamesEverySetting() throws Exception {
    try (EntrepotProcess help = EntrepotProcess.start(folder, Map.of(), "serve", "--help")) {
      assertEquals(0, help.awaitEnd(), help.errors());
      String text = help.allLines();
      for (Setting<?> setting : Settings.ALL) {
        assertTrue(text.contains(setting.flag()), setting.flag());
        assertTrue(text.contains(setting.variable()), setting.variable());
      }
      assertTrue(text.contains("Examples:"), text);
    }
  }

  private EntrepotProcess serve(Map<String, String> environment) throws IOException {
    return EntrepotProcess.start(
        folder,
        environment,
        "serve",
        "--open",
        "--data",
        folder.resolve("data").toString(),
        "--listen",
        LOCAL,
        "--management",
        LOCAL);
  }

  private void assertRefused(int code, String sentence, String... arguments) throws Exception {
    try (EntrepotProcess process = EntrepotProcess.start(folder, Map.of(), arguments)) {
      assertEquals(code, process.awaitEnd(), process.errors());
      assertTrue(process.errors().contains(sentence), process.errors());
      assertEquals(1, process.errors().lines().count(), process.errors());
      assertEquals("", process.allLines());
    }
  }

  private String startUpload(URI registry) throws Exception {
    HttpResponse<String> started =
        client.send(
            HttpRequest.newBuilder(registry.resolve("/v2/a/blobs/uploads/"))
                .POST(HttpRequest.BodyPublishers.noBody())
                .build(),
            HttpResponse.BodyHandlers.ofString());
    assertEquals(202, started.statusCode());
    return started.headers().firstValue("Location").orElseThrow();
  }

  private HttpResponse<String> get(String url) throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofString());
  }
}
