package io.entrepot.server.netty;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A certificate for tests, and clients that trust it. */
record TlsServers(TlsSettings settings) {
  /** Made by the JDK's keytool, so that this room's tests need no other room. */
  static TlsServers in(Path directory) throws IOException, InterruptedException {
    Path store = directory.resolve("store.p12");
    keytool(
        ("-genkeypair -alias a -keyalg EC -groupname secp256r1 -dname CN=localhost -validity 9"
                + " -ext san=dns:localhost,ip:127.0.0.1 -storetype PKCS12 -storepass changeit"
                + " -keystore "
                + store)
            .split(" "));
    Path certificate = directory.resolve("cert.pem");
    Path key = directory.resolve("key.pem");
    try {
      KeyStore keys = KeyStore.getInstance("PKCS12");
      try (InputStream in = Files.newInputStream(store)) {
        keys.load(in, "changeit".toCharArray());
      }
      write(certificate, "CERTIFICATE", keys.getCertificate("a").getEncoded());
      write(key, "PRIVATE KEY", keys.getKey("a", "changeit".toCharArray()).getEncoded());
    } catch (GeneralSecurityException e) {
      throw new IOException(e);
    }
    return new TlsServers(new TlsSettings(certificate, key));
  }

  private static void keytool(String... arguments) throws IOException, InterruptedException {
    String[] command = new String[arguments.length + 1];
    command[0] = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    System.arraycopy(arguments, 0, command, 1, arguments.length);
    int status = new ProcessBuilder(command).inheritIO().start().waitFor();
    if (status != 0) {
      throw new IOException("keytool failed: " + status);
    }
  }

  private static void write(Path file, String kind, byte[] der) throws IOException {
    String base64 = java.util.Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
    Files.writeString(
        file, "-----BEGIN " + kind + "-----\n" + base64 + "\n-----END " + kind + "-----\n");
  }

  ListenSettings listen(TransportLimits limits) {
    return new ListenSettings(TestServer.loopback(), Optional.of(settings), limits);
  }

  /** Trusts the certificate. */
  SSLContext trust() {
    try (InputStream in = Files.newInputStream(settings.certificateChain())) {
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      store.setCertificateEntry(
          "a", CertificateFactory.getInstance("X.509").generateCertificate(in));
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(store);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  HttpClient client(HttpClient.Version version) {
    return HttpClient.newBuilder().sslContext(trust()).version(version).build();
  }
}
