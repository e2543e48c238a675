package io.entrepot.server.observe;

import java.util.function.DoubleSupplier;

/**
 * A figure of another room, shown in the metrics.
 *
 * @param name such as {@code entrepot_uploads_open}; one that only grows ends in {@code _total}
 * @param help one line
 * @param value asked at each reading, from any thread; must not block for long
 */
public record Gauge(String name, String help, DoubleSupplier value) {}
