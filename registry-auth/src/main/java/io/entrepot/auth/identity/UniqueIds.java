package io.entrepot.auth.identity;

import java.security.SecureRandom;
import java.util.Base64;

/** Makes ids that are never given twice, and secret access keys. Any thread. */
public final class UniqueIds {
  private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  private static final int ID_CHARS = 17;
  private static final int KEY_ID_CHARS = 16;
  private static final int SECRET_BYTES = 30;
  private static final int PASSWORD_BYTES = 18;

  private final SecureRandom random;

  public UniqueIds(SecureRandom random) {
    this.random = random;
  }

  /** A new identity's, such as {@code AIDA} and 17 characters. */
  public String identity(IdentityKind kind) {
    return base32(kind.idPrefix(), ID_CHARS);
  }

  /** A new managed policy's: {@code ANPA} and 17 characters. */
  public String policy() {
    return base32("ANPA", ID_CHARS);
  }

  /** A new access key's: {@code AKIA} and 16 characters. */
  public String accessKey() {
    return base32("AKIA", KEY_ID_CHARS);
  }

  /** A new temporary access key's: {@code ASIA} and 16 characters. */
  public String temporaryAccessKey() {
    return base32("ASIA", KEY_ID_CHARS);
  }

  /** A new secret access key: 240 random bits in 40 characters. */
  public String secretAccessKey() {
    return Base64.getEncoder().encodeToString(bytes(SECRET_BYTES));
  }

  /** A new password: 144 random bits in 24 characters, none of which a shell takes apart. */
  public String password() {
    return Base64.getUrlEncoder().encodeToString(bytes(PASSWORD_BYTES));
  }

  private byte[] bytes(int count) {
    byte[] bytes = new byte[count];
    random.nextBytes(bytes);
    return bytes;
  }

  private String base32(String prefix, int count) {
    StringBuilder id = new StringBuilder(prefix);
    for (int i = 0; i < count; i++) {
      id.append(BASE32.charAt(random.nextInt(BASE32.length())));
    }
    return id.toString();
  }
}
