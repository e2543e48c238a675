package io.entrepot.server.config;

import java.time.Duration;
import java.util.Optional;

/**
 * How stored blobs are read again in the background.
 *
 * @param rate bytes a second; empty for not at all
 * @param interval between two passes
 */
public record ScrubSettings(Optional<Long> rate, Duration interval) {}
