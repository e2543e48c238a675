package io.entrepot.auth.principal;

import org.jspecify.annotations.Nullable;

/**
 * An account. It owns the registry of the same id, and all identities in it.
 *
 * @param value twelve digits; anything else is an {@link IllegalArgumentException}
 */
public record AccountId(String value) {
  private static final int DIGITS = 12;

  public AccountId {
    if (value.length() != DIGITS || !value.chars().allMatch(c -> c >= '0' && c <= '9')) {
      throw new IllegalArgumentException("an account id is twelve digits, not '" + value + "'");
    }
  }

  // Written out because requests compare it all the time: what records do by themselves is not
  // inlined there.
  @Override
  public boolean equals(@Nullable Object other) {
    return this == other || (other instanceof AccountId(String text) && value.equals(text));
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
