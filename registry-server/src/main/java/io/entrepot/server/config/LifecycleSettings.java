package io.entrepot.server.config;

import java.time.Duration;

/**
 * When images go by themselves.
 *
 * @param interval how often lifecycle policies are carried out
 */
public record LifecycleSettings(Duration interval) {}
