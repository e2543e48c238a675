package io.entrepot.server.config;

/** What is logged: this and worse ({@code log.level}). */
public enum LogLevel {
  ERROR,
  WARN,
  INFO,
  DEBUG
}
