package io.entrepot.auth.policy.pattern;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A pattern with {@code *} (any text, also none) and {@code ?} (one character). Two pointers walk
 * along pattern and text and go back to the last star alone, so a match costs at most the product
 * of the two lengths, whatever the pattern. Immutable.
 */
public final class Glob {
  private static final int ANY = -1;
  private static final int ONE = -2;

  /** Matches everything. */
  public static final Glob EVERYTHING = new Glob(new int[] {ANY}, false);

  private final int[] codes;
  private final boolean caseless;

  /** The whole pattern without wildcards, or what stands before its only one, a star at the end. */
  private final @Nullable String literal;

  private final boolean open;

  private Glob(int[] codes, boolean caseless) {
    this.codes = codes;
    this.caseless = caseless;
    int wildcard = 0;
    while (wildcard < codes.length && codes[wildcard] >= 0) {
      wildcard++;
    }
    this.open = wildcard == codes.length - 1 && codes[wildcard] == ANY;
    boolean plain = wildcard == codes.length || open;
    this.literal = plain && !caseless ? text(codes, wildcard) : null;
  }

  /** A pattern in which case matters. */
  public static Glob of(String pattern) {
    return new Builder().pattern(pattern).build();
  }

  /** A pattern in which case does not matter. */
  public static Glob caseless(String pattern) {
    Builder builder = new Builder();
    builder.pattern(pattern);
    return new Glob(Arrays.copyOf(builder.codes, builder.size), true);
  }

  private static String text(int[] codes, int length) {
    StringBuilder text = new StringBuilder(length);
    for (int i = 0; i < length; i++) {
      text.append((char) codes[i]);
    }
    return text.toString();
  }

  /** Whether the whole text is as the pattern says. */
  public boolean matches(String text) {
    if (literal != null) {
      return open ? text.startsWith(literal) : text.equals(literal);
    }
    return walk(text) > 0;
  }

  /** How many steps it takes to tell, whatever the answer. */
  int steps(String text) {
    return Math.abs(walk(text));
  }

  // The steps taken, and one; negative when it does not match.
  private int walk(String text) {
    int steps = 1;
    int at = 0;
    int code = 0;
    int star = -1;
    int resume = 0;
    while (at < text.length()) {
      steps++;
      if (code < codes.length && codes[code] == ANY) {
        star = code++;
        resume = at;
      } else if (code < codes.length && same(codes[code], text.charAt(at))) {
        code++;
        at++;
      } else if (star >= 0) {
        code = star + 1;
        at = ++resume;
      } else {
        return -steps;
      }
    }
    while (code < codes.length && codes[code] == ANY) {
      code++;
    }
    return code == codes.length ? steps : -steps;
  }

  private boolean same(int code, char character) {
    return code == character
        || code == ONE
        || (caseless && Character.toLowerCase(code) == Character.toLowerCase((int) character));
  }

  /** Whether it matches all texts. */
  public boolean matchesEverything() {
    return codes.length == 1 && codes[0] == ANY;
  }

  /** Whether its last character is a star. */
  boolean endsWithStar() {
    return codes.length > 0 && codes[codes.length - 1] == ANY;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Glob glob
        && Arrays.equals(codes, glob.codes)
        && caseless == glob.caseless;
  }

  @Override
  public int hashCode() {
    return Objects.hash(Arrays.hashCode(codes), caseless);
  }

  /** Puts a pattern together. */
  static final class Builder {
    private int[] codes = new int[32];
    private int size;

    private void add(int code) {
      if (code == ANY && size > 0 && codes[size - 1] == ANY) {
        return;
      }
      if (size == codes.length) {
        codes = Arrays.copyOf(codes, size * 2);
      }
      codes[size++] = code;
    }

    /** Appends text in which wildcards are wildcards. */
    Builder pattern(String pattern) {
      for (int i = 0; i < pattern.length(); i++) {
        char character = pattern.charAt(i);
        add(character == '*' ? ANY : character == '?' ? ONE : character);
      }
      return this;
    }

    /** Appends text in which they are not. */
    Builder literal(String text) {
      for (int i = 0; i < text.length(); i++) {
        add(text.charAt(i));
      }
      return this;
    }

    Glob build() {
      return new Glob(Arrays.copyOf(codes, size), false);
    }
  }
}
