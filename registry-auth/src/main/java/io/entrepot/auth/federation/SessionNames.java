package io.entrepot.auth.federation;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** What sessions of roles are called (AWS STS API reference, RoleSessionName). */
final class SessionNames {
  static final int LONGEST = 64;

  private static final Pattern FORM = Pattern.compile("[\\w+=,.@-]{2,64}");
  private static final Pattern OTHER = Pattern.compile("[^\\w+=,.@-]+");
  private static final int HASH_CHARS = 8;

  private SessionNames() {}

  static boolean isOne(String name) {
    return FORM.matcher(name).matches();
  }

  /**
   * A name for the sessions of a token's subject. What it may not hold is a hyphen; so that two
   * subjects do not become one, a hash of the subject follows where anything was changed.
   */
  static String of(String subject) {
    if (isOne(subject)) {
      return subject;
    }
    String plain = OTHER.matcher(subject).replaceAll("-");
    int most = LONGEST - HASH_CHARS - 1;
    return plain.substring(0, Math.min(most, plain.length())) + "-" + hash(subject);
  }

  private static String hash(String subject) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(subject.getBytes(UTF_8));
      return HexFormat.of().formatHex(digest).substring(0, HASH_CHARS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this JVM has no SHA-256", e);
    }
  }
}
