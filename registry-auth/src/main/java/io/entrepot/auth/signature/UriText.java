package io.entrepot.auth.signature;

import java.util.HexFormat;

/** AWS's form of percent-encoding: all but letters, digits and four marks, in capitals. */
final class UriText {
  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  private UriText() {}

  static String encode(String bytes) {
    return encode(bytes, false);
  }

  /** The same, but slashes stay. */
  static String encodePath(String bytes) {
    return encode(bytes, true);
  }

  private static String encode(String bytes, boolean slash) {
    StringBuilder text = new StringBuilder(bytes.length() + 16);
    for (int i = 0; i < bytes.length(); i++) {
      char c = bytes.charAt(i);
      if (unreserved(c) || (slash && c == '/')) {
        text.append(c);
      } else {
        HEX.toHexDigits(text.append('%'), (byte) c);
      }
    }
    return text.toString();
  }

  private static boolean unreserved(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || "-._~".indexOf(c) >= 0;
  }

  /** Undoes percent-encoding; a plus sign stays. */
  static String decodePath(String text) {
    return decode(text, false);
  }

  /** Undoes percent-encoding; a plus sign is a space. */
  static String decode(String text) {
    return decode(text, true);
  }

  private static String decode(String text, boolean plus) {
    StringBuilder bytes = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '%') {
        if (i + 2 >= text.length() || !hex(text.charAt(i + 1)) || !hex(text.charAt(i + 2))) {
          throw SignatureFailure.incomplete("The request target has a malformed escape.");
        }
        bytes.append((char) HexFormat.fromHexDigits(text, i + 1, i + 3));
        i += 2;
      } else {
        bytes.append(plus && c == '+' ? ' ' : c);
      }
    }
    return bytes.toString();
  }

  private static boolean hex(char c) {
    return HexFormat.isHexDigit(c);
  }
}
