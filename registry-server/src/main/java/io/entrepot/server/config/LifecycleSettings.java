package io.entrepot.server.config;

import java.time.Duration;

/**
 * When images go by themselves.
 *
 * @param interval how often lifecycle policies are carried out
 * @param delay how long an image can be brought back that one took away
 */
public record LifecycleSettings(Duration interval, Duration delay) {}
