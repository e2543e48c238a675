package io.entrepot.storage.oci;

import io.entrepot.storage.oci.OciSyntaxException.Kind;
import org.jspecify.annotations.Nullable;

/** A tag: at most 128 of {@code [a-zA-Z0-9._-]}, not starting with a dot or a dash. */
public record Tag(String value) implements Reference, Comparable<Tag> {
  /** Longest tag, in characters (distribution specification, pulling manifests). */
  public static final int MAX_LENGTH = 128;

  public Tag {
    if (!isTag(value)) {
      throw new OciSyntaxException(
          Kind.TAG,
          "a tag is 1 to "
              + MAX_LENGTH
              + " letters, digits, '_', '.' and '-', and starts with none of '.' and '-'");
    }
  }

  private static boolean isTag(String text) {
    if (text.isEmpty() || text.length() > MAX_LENGTH) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean word =
          (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
      if (!word && (i == 0 || (c != '.' && c != '-'))) {
        return false;
      }
    }
    return true;
  }

  // Written out because requests compare it all the time: what records do by themselves is not
  // inlined there.
  @Override
  public boolean equals(@Nullable Object other) {
    return this == other || (other instanceof Tag(String text) && value.equals(text));
  }

  @Override
  public int hashCode() {
    return value.hashCode();
  }

  @Override
  public int compareTo(Tag other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
