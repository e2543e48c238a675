package io.entrepot.server.command;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/** Whose certificates are believed: those in a file, or those that the JVM knows. */
record Trust(Optional<Path> file) {
  /**
   * For a connection.
   *
   * @param tls whether it will be needed; if not, nothing is loaded
   * @throws ClientException when the file holds no certificate
   */
  SSLContext context(boolean tls) throws ClientException {
    try {
      if (tls && file.isEmpty()) {
        return SSLContext.getDefault();
      }
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, tls ? ofFile(file.orElseThrow()) : new TrustManager[0], null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new ClientException("TLS cannot be used: " + e.getMessage());
    }
  }

  private static TrustManager[] ofFile(Path file) throws ClientException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    try (InputStream in = Files.newInputStream(file)) {
      store.load(null, null);
      int number = 0;
      for (Certificate certificate :
          CertificateFactory.getInstance("X.509").generateCertificates(in)) {
        store.setCertificateEntry("ca" + number++, certificate);
      }
    } catch (IOException | GeneralSecurityException e) {
      throw unusable(file);
    }
    if (store.size() == 0) {
      throw unusable(file);
    }
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    return factory.getTrustManagers();
  }

  private static ClientException unusable(Path file) {
    return ClientException.usage(
        "--ca-file "
            + file
            + " cannot be read as certificates in PEM (-----BEGIN CERTIFICATE-----)");
  }
}
