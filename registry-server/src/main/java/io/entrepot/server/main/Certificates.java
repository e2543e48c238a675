package io.entrepot.server.main;

import io.entrepot.server.config.CertificateSettings;
import io.entrepot.server.config.Configuration;
import io.entrepot.server.netty.TlsSettings;
import io.entrepot.server.tls.SelfSigned;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The server's certificate, as configured.
 *
 * @param tls empty for plain HTTP
 * @param fingerprint of a certificate of our own making, which clients can only know by it
 */
record Certificates(Optional<TlsSettings> tls, Optional<String> fingerprint) {
  /** Within the data folder. */
  private static final String FOLDER = "tls";

  /**
   * Finds or makes it.
   *
   * @throws StartException when a file cannot be read, or none can be made
   */
  static Certificates of(Configuration configuration, InstantSource clock) throws StartException {
    return switch (configuration.certificate()) {
      case CertificateSettings.None none -> new Certificates(Optional.empty(), Optional.empty());
      case CertificateSettings.Files files ->
          new Certificates(
              Optional.of(new TlsSettings(readable(files.certificate()), readable(files.key()))),
              Optional.empty());
      case CertificateSettings.SelfSigned selfSigned -> made(configuration, clock);
    };
  }

  private static Path readable(Path file) throws StartException {
    if (!Files.isReadable(file)) {
      throw new StartException("the file " + file + " does not exist or cannot be read");
    }
    return file;
  }

  private static Certificates made(Configuration configuration, InstantSource clock)
      throws StartException {
    Path folder = configuration.storage().data().resolve(FOLDER);
    try {
      SelfSigned made = SelfSigned.in(folder, hosts(configuration), clock);
      return new Certificates(
          Optional.of(new TlsSettings(made.certificate(), made.key())),
          Optional.of(made.fingerprint()));
    } catch (IOException e) {
      throw new StartException("no certificate could be kept in " + folder + ": " + e.getMessage());
    }
  }

  /** The names that clients use, as far as we are told. */
  private static List<String> hosts(Configuration configuration) {
    List<String> hosts = new ArrayList<>();
    InetAddress listen = configuration.listen().registry().resolve().getAddress();
    if (!listen.isAnyLocalAddress()) {
      hosts.add(configuration.listen().registry().host());
    }
    configuration.listen().externalUrl().map(URI::getHost).ifPresent(hosts::add);
    return hosts;
  }
}
