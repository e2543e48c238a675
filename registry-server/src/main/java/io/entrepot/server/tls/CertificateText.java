package io.entrepot.server.tls;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What is read of a certificate. */
final class CertificateText {
  private CertificateText() {}

  static X509Certificate read(Path pem) throws IOException, CertificateException {
    try (InputStream in = Files.newInputStream(pem)) {
      return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
    }
  }

  static String fingerprint(X509Certificate certificate) throws GeneralSecurityException {
    byte[] hash = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
    return HexFormat.ofDelimiter(":").withUpperCase().formatHex(hash);
  }

  /** The names and addresses it is good for, each as {@link #canonical} writes it. */
  static Set<String> names(X509Certificate certificate) throws CertificateException {
    Set<String> names = new HashSet<>();
    Collection<List<?>> alternatives = certificate.getSubjectAlternativeNames();
    if (alternatives != null) {
      for (List<?> alternative : alternatives) {
        names.add(canonical(String.valueOf(alternative.get(1))));
      }
    }
    return names;
  }

  /** The one way to write a name or an address, which has many. */
  static String canonical(String host) {
    return isAddress(host)
        ? InetAddress.ofLiteral(host).getHostAddress()
        : host.toLowerCase(Locale.ROOT);
  }

  /** Whether a host is written as an address, which a certificate names in another way. */
  static boolean isAddress(String host) {
    return host.indexOf(':') >= 0 || host.chars().allMatch(c -> c == '.' || isDigit(c));
  }

  private static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }
}
