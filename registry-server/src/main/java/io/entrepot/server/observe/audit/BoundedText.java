package io.entrepot.server.observe.audit;

/** Keeps what clients send short. Escaping is the JSON writer's part. */
final class BoundedText {
  /** Longest text of a field, in characters. */
  static final int CHARS = 1_024;

  /** Longest list of values; the rest is counted. */
  static final int VALUES = 100;

  private BoundedText() {}

  /** The text, or its beginning with a mark that tells how long it was. */
  static String of(String text) {
    return of(text, CHARS);
  }

  static String of(String text, int most) {
    if (text.length() <= most) {
      return wellFormed(text);
    }
    return wellFormed(text.substring(0, most)) + "[cut, had " + text.length() + " characters]";
  }

  /** Half of a pair is no character, and no JSON reader takes it. */
  private static String wellFormed(String text) {
    StringBuilder fixed = null;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean lone =
          Character.isSurrogate(c)
              && !(Character.isHighSurrogate(c)
                  && i + 1 < text.length()
                  && Character.isLowSurrogate(text.charAt(i + 1)))
              && !(Character.isLowSurrogate(c)
                  && i > 0
                  && Character.isHighSurrogate(text.charAt(i - 1)));
      if (lone) {
        fixed = fixed == null ? new StringBuilder(text) : fixed;
        fixed.setCharAt(i, '\uFFFD');
      }
    }
    return fixed == null ? text : fixed.toString();
  }
}
