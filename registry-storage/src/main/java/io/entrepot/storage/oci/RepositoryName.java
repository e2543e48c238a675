package io.entrepot.storage.oci;

import io.entrepot.storage.oci.OciSyntaxException.Kind;
import org.jspecify.annotations.Nullable;

/**
 * A repository's name: path components of lower-case letters and digits, joined inside by one
 * {@code .}, one or two {@code _} or any number of {@code -} (distribution specification, pulling
 * manifests).
 */
public record RepositoryName(String value) implements Comparable<RepositoryName> {
  /** Longest name, in characters: clients limit host and name together to 255. */
  public static final int MAX_LENGTH = 255;

  public RepositoryName {
    if (!isName(value)) {
      throw new OciSyntaxException(
          Kind.NAME,
          "a repository name is at most "
              + MAX_LENGTH
              + " characters: lower-case letters and digits, separated by '.', '_', '__' or dashes,"
              + " in components separated by '/'");
    }
  }

  private static boolean isName(String text) {
    if (text.isEmpty() || text.length() > MAX_LENGTH) {
      return false;
    }
    int separatorStart = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!isAlphanumeric(c)) {
        continue;
      }
      if (!isSeparator(text, separatorStart, i)) {
        return false;
      }
      separatorStart = i + 1;
    }
    return separatorStart == text.length();
  }

  /** Whether what stands between two letters, or before the first, may stand there. */
  private static boolean isSeparator(String text, int from, int to) {
    if (from == to) {
      return true;
    }
    if (from == 0) {
      return false;
    }
    return switch (text.charAt(from)) {
      case '/', '.' -> to - from == 1;
      case '_' -> to - from == 1 || (to - from == 2 && text.charAt(from + 1) == '_');
      case '-' -> text.substring(from, to).chars().allMatch(c -> c == '-');
      default -> false;
    };
  }

  private static boolean isAlphanumeric(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
  }

  // Written out because requests compare it all the time: what records do by themselves is not
  // inlined there.
  @Override
  public boolean equals(@Nullable Object other) {
    return this == other || (other instanceof RepositoryName(String text) && value.equals(text));
  }

  @Override
  public int hashCode() {
    return value.hashCode();
  }

  @Override
  public int compareTo(RepositoryName other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
