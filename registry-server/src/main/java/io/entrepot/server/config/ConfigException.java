package io.entrepot.server.config;

/** A setting that cannot be used. The message is one sentence for the operator. */
public final class ConfigException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Control characters, which may come from a value, are left out. */
  public ConfigException(String message) {
    super(message.replaceAll("\\p{Cntrl}", "?"), null, false, false);
  }
}
