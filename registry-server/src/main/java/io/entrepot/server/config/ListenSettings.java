package io.entrepot.server.config;

import java.net.URI;
import java.util.Optional;

/**
 * Where the server is reached.
 *
 * @param management empty when it is switched off
 * @param externalUrl how clients reach it, when that differs
 */
public record ListenSettings(
    ListenAddress registry,
    Optional<ListenAddress> management,
    Optional<URI> externalUrl,
    Openness open) {}
