package io.entrepot.server.config;

/** Where audit records go. */
public enum AuditTarget {
  /** To files in a folder. */
  FILE,
  /** To the standard output, for somebody else to keep. */
  STDOUT,
  /** Nowhere. */
  OFF
}
