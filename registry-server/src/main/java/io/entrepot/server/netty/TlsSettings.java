package io.entrepot.server.netty;

import java.nio.file.Path;

/**
 * Where the server's certificate lies. Read once, at start.
 *
 * @param certificateChain a PEM file: the server's certificate, then its issuers
 * @param privateKey a PEM file: the certificate's key, not encrypted
 */
public record TlsSettings(Path certificateChain, Path privateKey) {}
