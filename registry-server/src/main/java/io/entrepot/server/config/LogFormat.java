package io.entrepot.server.config;

/** How log lines look ({@code log.format}). */
public enum LogFormat {
  TEXT,
  /** One JSON object a line. */
  JSON
}
