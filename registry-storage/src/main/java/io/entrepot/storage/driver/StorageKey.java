package io.entrepot.storage.driver;

import java.util.Optional;

/**
 * The name of an object, or the prefix of several: components joined by slashes, each of {@code
 * [a-z0-9._-]} and not starting with a dot. Only {@code storage.layout} makes them.
 */
public record StorageKey(String value) {
  /** Longest key, in characters: room for a sha512 digest and what stands around it. */
  public static final int MAX_LENGTH = 255;

  public StorageKey {
    if (!isKey(value)) {
      throw new IllegalArgumentException("not a storage key: " + value);
    }
  }

  /** The key written so; empty when it is none. */
  public static Optional<StorageKey> parse(String text) {
    return isKey(text) ? Optional.of(new StorageKey(text)) : Optional.empty();
  }

  private static boolean isKey(String text) {
    if (text.isEmpty() || text.length() > MAX_LENGTH || text.endsWith("/")) {
      return false;
    }
    boolean componentStart = true;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean word = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
      boolean joint = !componentStart && (c == '.' || c == '_' || c == '-' || c == '/');
      if (!word && !joint) {
        return false;
      }
      componentStart = c == '/';
    }
    return true;
  }

  /** The key of an object right below this prefix. */
  public StorageKey resolve(String component) {
    return new StorageKey(value + "/" + component);
  }

  /** What stands after the last slash. */
  public String lastComponent() {
    return value.substring(value.lastIndexOf('/') + 1);
  }

  @Override
  public String toString() {
    return value;
  }
}
