package io.entrepot.server.netty;

/** The characters of HTTP (RFC 9110, section 5.6). */
final class Ascii {
  private static final boolean[] TOKEN = new boolean[256];

  static {
    for (char c = '0'; c <= 'z'; c++) {
      TOKEN[c] = c <= '9' || c >= 'a' || (c >= 'A' && c <= 'Z');
    }
    for (char c : "!#$%&'*+-.^_`|~".toCharArray()) {
      TOKEN[c] = true;
    }
  }

  private Ascii() {}

  static boolean isToken(byte b) {
    return TOKEN[b & 0xff];
  }

  /** Visible, and not beyond ASCII. */
  static boolean isVisible(byte b) {
    return b > ' ' && b < 0x7f;
  }

  /** What a field's value may hold. */
  static boolean isText(byte b) {
    return b < 0 || b == '\t' || (b >= ' ' && b != 0x7f);
  }

  static boolean isBlank(byte b) {
    return b == ' ' || b == '\t';
  }

  /** Whether the text stands there, in any case. */
  static boolean equalsIgnoreCase(byte[] bytes, int start, String text) {
    for (int i = 0; i < text.length(); i++) {
      int a = bytes[start + i];
      int b = text.charAt(i);
      if (a != b && (lower(a) != lower(b))) {
        return false;
      }
    }
    return true;
  }

  private static int lower(int c) {
    return c >= 'A' && c <= 'Z' ? c | 0x20 : c;
  }
}
