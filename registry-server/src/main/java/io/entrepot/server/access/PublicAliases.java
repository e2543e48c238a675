package io.entrepot.server.access;

import io.entrepot.auth.principal.AccountId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the public registries of accounts are called: by the aliases that the administrator gives,
 * and each by a default alias that is always good. That is the account's number in another form,
 * five times a letter and a digit such as {@code a0a0a0a0a0}, so that nothing has to be kept for
 * it; Amazon ECR Public's are alike. Immutable.
 */
public final class PublicAliases {
  /** No aliases but the defaults. */
  public static final PublicAliases NONE = new PublicAliases(Map.of());

  private static final int PAIRS = 5;
  private static final int LETTERS = 26;
  private static final int DIGITS = 10;

  /** More than the largest number of an account. */
  private static final long ACCOUNTS = 1_000_000_000_000L;

  private final Map<String, AccountId> named;

  /**
   * @param named the given ones, an account's primary one before its others
   */
  public PublicAliases(Map<String, AccountId> named) {
    this.named = Collections.unmodifiableMap(new LinkedHashMap<>(named));
  }

  /** Whose registry this means; empty when it is nobody's. */
  public Optional<AccountId> account(String alias) {
    AccountId known = named.get(alias);
    return known == null ? byDefault(alias) : Optional.of(known);
  }

  /** Those of an account: the primary one first, the default one last. */
  public List<String> of(AccountId account) {
    List<String> aliases = new ArrayList<>();
    named.forEach((alias, owner) -> {
      if (owner.equals(account)) {
        aliases.add(alias);
      }
    });
    aliases.add(byDefault(account));
    return aliases;
  }

  /** The one that addresses are written with. */
  public String primary(AccountId account) {
    return of(account).getFirst();
  }

  /** The one that every account has. */
  public static String byDefault(AccountId account) {
    long rest = Long.parseLong(account.value());
    StringBuilder reversed = new StringBuilder();
    for (int i = 0; i < PAIRS; i++) {
      reversed.append((char) ('0' + rest % DIGITS));
      rest /= DIGITS;
      reversed.append((char) ('a' + rest % LETTERS));
      rest /= LETTERS;
    }
    return reversed.reverse().toString();
  }

  private static Optional<AccountId> byDefault(String alias) {
    if (alias.length() != 2 * PAIRS) {
      return Optional.empty();
    }
    long number = 0;
    for (int i = 0; i < alias.length(); i += 2) {
      int letter = alias.charAt(i) - 'a';
      int digit = alias.charAt(i + 1) - '0';
      if (letter < 0 || letter >= LETTERS || digit < 0 || digit >= DIGITS) {
        return Optional.empty();
      }
      number = (number * LETTERS + letter) * DIGITS + digit;
    }
    return number < ACCOUNTS
        ? Optional.of(new AccountId(String.format("%012d", number)))
        : Optional.empty();
  }
}
