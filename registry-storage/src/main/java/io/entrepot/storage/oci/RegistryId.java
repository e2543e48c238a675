package io.entrepot.storage.oci;

import org.jspecify.annotations.Nullable;

/**
 * The twelve digits of the account that owns a set of repositories (Amazon ECR calls it the
 * registry id). Repository names are unique within one.
 */
public record RegistryId(String value) {
  /** The registry of a server that was given no account. */
  public static final RegistryId DEFAULT = new RegistryId("000000000000");

  private static final int DIGITS = 12;

  public RegistryId {
    if (value.length() != DIGITS || !isDigits(value)) {
      throw new IllegalArgumentException("a registry id is twelve digits");
    }
  }

  private static boolean isDigits(String text) {
    for (int i = 0; i < text.length(); i++) {
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
