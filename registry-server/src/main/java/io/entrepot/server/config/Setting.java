package io.entrepot.server.config;

import java.util.Locale;

/**
 * One key of the configuration.
 *
 * @param key as in the file, levels parted by dots
 * @param fallback the text that holds when nobody says otherwise
 * @param help one line for the help and the documentation
 */
public record Setting<T>(String key, String fallback, Kind<T> kind, String help) {
  private static final String LISTEN = ".listen";

  /** The environment variable that sets it. */
  public String variable() {
    return Environment.PREFIX + key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
  }

  /** The option of the command line that sets it; a last {@code .listen} goes without saying. */
  public String flag() {
    String said = key.endsWith(LISTEN) ? key.substring(0, key.length() - LISTEN.length()) : key;
    return "--" + said.replace('.', '-');
  }

  /** What its value may be, in words. */
  public String accepted() {
    return kind.accepted();
  }
}
