package io.entrepot.server.config;

/** The values of the key {@code tls}; naming a certificate and a key needs none. */
enum TlsMode {
  OFF,
  SELF_SIGNED
}
