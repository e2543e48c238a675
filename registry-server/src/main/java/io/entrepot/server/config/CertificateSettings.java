package io.entrepot.server.config;

import java.nio.file.Path;

/** Whether and with which certificate connections are encrypted. */
public sealed interface CertificateSettings {
  /** Plain HTTP. */
  record None() implements CertificateSettings {}

  /** A certificate of our own making, kept in the data folder. */
  record SelfSigned() implements CertificateSettings {}

  /** PEM files. */
  record Files(Path certificate, Path key) implements CertificateSettings {}
}
