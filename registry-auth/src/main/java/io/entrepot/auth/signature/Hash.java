package io.entrepot.auth.signature;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.entrepot.auth.credential.HmacSha256;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The hashes of Signature Version 4, in lower-case hexadecimal digits. */
final class Hash {
  static final String EMPTY = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

  /** How many digits each has. */
  static final int DIGITS = 64;

  private Hash() {}

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  static String sha256(String text) {
    return hex(sha256().digest(text.getBytes(ISO_8859_1)));
  }

  static String hmac(byte[] key, String text) {
    return hex(HmacSha256.of(key, text.getBytes(ISO_8859_1)));
  }

  static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  /** Whether a text is such a hash. */
  static boolean is(String text) {
    return text.length() == DIGITS
        && text.chars().allMatch(c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'));
  }

  /** In a time that does not tell where they differ. */
  static boolean same(String one, String other) {
    return MessageDigest.isEqual(one.getBytes(ISO_8859_1), other.getBytes(ISO_8859_1));
  }
}
