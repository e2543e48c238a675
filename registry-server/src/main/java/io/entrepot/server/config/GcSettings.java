package io.entrepot.server.config;

import java.time.Duration;

/**
 * How garbage is collected.
 *
 * @param grace how long a blob stays that no manifest names any more
 * @param uploadGrace how long a blob stays that was uploaded and no manifest names yet
 * @param interval how often is looked whether there is something to collect
 */
public record GcSettings(Duration grace, Duration uploadGrace, Duration interval) {}
