package io.entrepot.server.config;

import java.time.Duration;

/**
 * What clients may take.
 *
 * @param connections at once
 * @param headBytes of a request's line and header fields together
 * @param requestTimeout until a request's head is there
 * @param stallTimeout without a byte moving in a transfer
 * @param idleTimeout between two requests
 * @param shutdownGrace for running transfers after SIGTERM
 */
public record LimitSettings(
    int connections,
    int headBytes,
    Duration requestTimeout,
    Duration stallTimeout,
    Duration idleTimeout,
    Duration shutdownGrace) {}
