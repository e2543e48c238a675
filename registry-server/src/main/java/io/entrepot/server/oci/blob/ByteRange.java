package io.entrepot.server.oci.blob;

/**
 * What a {@code Range} field asks for of a content of known size (RFC 9110, section 14). A unit
 * other than bytes is ignored, as the RFC asks. So is a field with several ranges, which the RFC
 * allows: the whole content has them all. A field in bytes that says nothing sensible, such as one
 * that ends before it starts, is answered as one that nothing can satisfy, which the RFC allows
 * too.
 */
sealed interface ByteRange {
  /** The whole content is sent. */
  record Whole() implements ByteRange {}

  /** A part of it, of at least one byte. */
  record Part(long first, long length) implements ByteRange {
    long last() {
      return first + length - 1;
    }
  }

  /** Nothing of it was asked for. */
  record Unsatisfiable() implements ByteRange {}

  /**
   * Reads a field.
   *
   * @param size of the content, in bytes
   */
  static ByteRange parse(String field, long size) {
    int equals = field.indexOf('=');
    if (equals < 0 || !field.substring(0, equals).strip().equalsIgnoreCase("bytes")) {
      return new Whole();
    }
    String range = field.substring(equals + 1).strip();
    if (range.indexOf(',') >= 0) {
      return new Whole();
    }
    int dash = range.indexOf('-');
    if (dash < 0) {
      return new Unsatisfiable();
    }
    return dash == 0
        ? suffix(number(range.substring(1)), size)
        : fromFirst(number(range.substring(0, dash)), range.substring(dash + 1), size);
  }

  private static ByteRange suffix(long length, long size) {
    if (length < 1) {
      return new Unsatisfiable();
    }
    if (size == 0) {
      // Satisfiable by the RFC, but no Content-Range can say so.
      return new Whole();
    }
    long part = Math.min(length, size);
    return new Part(size - part, part);
  }

  private static ByteRange fromFirst(long first, String lastText, long size) {
    if (first < 0 || first >= size) {
      return new Unsatisfiable();
    }
    if (lastText.isEmpty()) {
      return new Part(first, size - first);
    }
    long last = number(lastText);
    return last < first
        ? new Unsatisfiable()
        : new Part(first, Math.min(last, size - 1) - first + 1);
  }

  /** The number; -1 when it is none; the largest there is when it is larger. */
  private static long number(String text) {
    if (text.isEmpty()) {
      return -1;
    }
    long value = 0;
    for (int i = 0; i < text.length(); i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      value = value > (Long.MAX_VALUE - digit) / 10 ? Long.MAX_VALUE : value * 10 + digit;
    }
    return value;
  }
}
