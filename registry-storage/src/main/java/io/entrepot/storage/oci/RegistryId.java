package io.entrepot.storage.oci;

import org.jspecify.annotations.Nullable;

/**
 * A set of repositories of an account, in which names are unique. Each account has two: the private
 * one, whose id is the twelve digits of the account as Amazon ECR has it, and the public one, of
 * which everybody may pull, whose id has {@code public/} before them.
 */
public record RegistryId(String value) {
  /** The registry of a server that was given no account. */
  public static final RegistryId DEFAULT = new RegistryId("000000000000");

  private static final int DIGITS = 12;
  private static final String PUBLIC = "public/";

  public RegistryId {
    if (!isOne(value)) {
      throw new IllegalArgumentException("a registry id is twelve digits, perhaps after " + PUBLIC);
    }
  }

  /** Whether this is how one is written. */
  public static boolean isOne(String text) {
    int start = text.length() - DIGITS;
    return (start == 0 || (start == PUBLIC.length() && text.startsWith(PUBLIC)))
        && isDigits(text, start);
  }

  /**
   * The public registry of an account.
   *
   * @param account twelve digits
   */
  public static RegistryId ofPublic(String account) {
    return new RegistryId(PUBLIC + account);
  }

  /** Whether everybody may pull from it. */
  public boolean isPublic() {
    return value.length() > DIGITS;
  }

  /** The twelve digits of the account that owns it. */
  public String account() {
    return isPublic() ? value.substring(PUBLIC.length()) : value;
  }

  private static boolean isDigits(String text, int from) {
    for (int i = from; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return true;
  }

  // Written out because requests compare it all the time: what records do by themselves is not
  // inlined there.
  @Override
  public boolean equals(@Nullable Object other) {
    return this == other || (other instanceof RegistryId(String text) && value.equals(text));
  }

  @Override
  public int hashCode() {
    return value.hashCode();
  }

  @Override
  public String toString() {
    return value;
  }
}
