package io.entrepot.server.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The certificate of the server's own making. */
final class SelfSignedTest {
  private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
  private static final List<String> HOSTS = List.of("Registry.example", "192.0.2.7", "fe80::1");

  @TempDir Path directory;

  private SelfSigned at(Instant now, List<String> hosts) throws Exception {
    return SelfSigned.in(directory, hosts, InstantSource.fixed(now));
  }

  @Test
  void itNamesTheLocalMachineAndTheGivenHosts() throws Exception {
    X509Certificate certificate = CertificateText.read(at(NOW, HOSTS).certificate());
    certificate.verify(certificate.getPublicKey());
    Set<String> expected =
        Set.of(
            "localhost",
            "127.0.0.1",
            "0:0:0:0:0:0:0:1",
            "registry.example",
            "192.0.2.7",
            "fe80:0:0:0:0:0:0:1");
    assertEquals(expected, CertificateText.names(certificate));
  }

  @Test
  void onlyItsOwnerMayReadTheKey() throws Exception {
    SelfSigned made = at(NOW, HOSTS);
    assertEquals(
        PosixFilePermissions.fromString("rw-------"), Files.getPosixFilePermissions(made.key()));
    assertTrue(Files.readString(made.key()).startsWith("-----BEGIN PRIVATE KEY-----"));
    assertTrue(made.fingerprint().matches("([0-9A-F]{2}:){31}[0-9A-F]{2}"), made.fingerprint());
  }

  @Test
  void itIsKeptWhileItIsGood() throws Exception {
    SelfSigned first = at(NOW, HOSTS);
    assertEquals(first, at(NOW, HOSTS));
    Instant lastGoodMoment =
        NOW.plus(CertificateMaker.VALIDITY)
            .minus(SelfSigned.RENEWED_BEFORE_END)
            .minus(Duration.ofSeconds(1));
    assertEquals(first, at(lastGoodMoment, List.of()));
  }

  @Test
  void itIsRenewedBeforeItEnds() throws Exception {
    SelfSigned first = at(NOW, HOSTS);
    Instant late = NOW.plus(CertificateMaker.VALIDITY).minus(SelfSigned.RENEWED_BEFORE_END);
    assertNotEquals(first.fingerprint(), at(late, HOSTS).fingerprint());
  }

  @Test
  void itIsMadeAnewForAnotherHostAndWithoutItsKey() throws Exception {
    SelfSigned first = at(NOW, HOSTS);
    SelfSigned more = at(NOW, List.of("other.example"));
    assertNotEquals(first.fingerprint(), more.fingerprint());
    Files.delete(more.key());
    assertNotEquals(more.fingerprint(), at(NOW, List.of("other.example")).fingerprint());
  }
}
