package io.entrepot.server.tls;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Set;
import java.util.TreeSet;

/**
 * A certificate that the server signed itself, kept in a directory so that clients that once
 * trusted it go on to do so.
 *
 * @param certificate a PEM file
 * @param key a PEM file that only its owner may read
 * @param fingerprint of the certificate: SHA-256, in pairs of capital hex digits
 */
public record SelfSigned(Path certificate, Path key, String fingerprint) {
  /** A certificate that is valid for less than this is made anew. */
  static final Duration RENEWED_BEFORE_END = Duration.ofDays(30);

  private static final String CERTIFICATE_FILE = "self-signed.crt.pem";
  private static final String KEY_FILE = "self-signed.key.pem";
  private static final Set<String> ALWAYS_NAMED = Set.of("localhost", "127.0.0.1", "::1");

  private static final Set<PosixFilePermission> OWNER_ONLY =
      EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

  /**
   * The directory's certificate, made now if there is none, if it ends soon or if it lacks a host.
   *
   * @param hosts names and addresses of the server, besides those of the local machine
   * @throws IOException when the files cannot be read or written
   */
  public static SelfSigned in(Path directory, Collection<String> hosts, InstantSource clock)
      throws IOException {
    Set<String> names = new TreeSet<>();
    hosts.forEach(host -> names.add(CertificateText.canonical(host)));
    ALWAYS_NAMED.forEach(host -> names.add(CertificateText.canonical(host)));
    Path certificate = directory.resolve(CERTIFICATE_FILE);
    Path key = directory.resolve(KEY_FILE);
    try {
      if (!isFit(certificate, key, names, clock.instant())) {
        make(certificate, key, names, clock.instant());
      }
      return new SelfSigned(
          certificate, key, CertificateText.fingerprint(CertificateText.read(certificate)));
    } catch (GeneralSecurityException e) {
      throw new IOException("no certificate could be made or read in " + directory, e);
    }
  }

  private static boolean isFit(Path certificate, Path key, Set<String> names, Instant now)
      throws IOException, GeneralSecurityException {
    if (!Files.exists(certificate) || !Files.exists(key)) {
      return false;
    }
    X509Certificate kept = CertificateText.read(certificate);
    Instant end = kept.getNotAfter().toInstant();
    return end.isAfter(now.plus(RENEWED_BEFORE_END))
        && CertificateText.names(kept).containsAll(names);
  }

  /** The key first: a certificate without its key is made anew, never used. */
  private static void make(Path certificate, Path key, Set<String> names, Instant now)
      throws IOException, GeneralSecurityException {
    Files.createDirectories(certificate.toAbsolutePath().getParent());
    Files.deleteIfExists(certificate);
    CertificateMaker.Made made = CertificateMaker.make(names, now);
    write(key, made.keyPem());
    write(certificate, made.certificatePem());
  }

  private static void write(Path file, String text) throws IOException {
    Path draft = file.resolveSibling(file.getFileName() + ".draft");
    Files.deleteIfExists(draft);
    FileAttribute<Set<PosixFilePermission>> mode = PosixFilePermissions.asFileAttribute(OWNER_ONLY);
    Files.createFile(draft, mode);
    Files.write(
        draft,
        text.getBytes(StandardCharsets.US_ASCII),
        StandardOpenOption.WRITE,
        StandardOpenOption.DSYNC);
    Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
