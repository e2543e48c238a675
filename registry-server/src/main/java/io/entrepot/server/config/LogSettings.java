package io.entrepot.server.config;

/**
 * What is logged and how.
 *
 * @param access whether each request gets a line
 */
public record LogSettings(LogFormat format, LogLevel level, boolean access) {}
