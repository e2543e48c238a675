package io.entrepot.server.access;

import io.entrepot.auth.principal.AccountId;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Whose registry a host name means: that of the account which it names, in the form of ECR's host
 * names or as a configured alias, else that of the default account. Immutable.
 */
public final class Accounts {
  private static final int DIGITS = 12;

  /** After the account, before region and domain; dual-stack and FIPS names are ECR's as well. */
  private static final String[] MIDDLES = {".dkr.ecr.", ".dkr-ecr.", ".dkr.ecr-fips."};

  private final AccountId fallback;
  private final Map<String, AccountId> aliases;

  /**
   * @param aliases by host name, without a port, in any case
   */
  public Accounts(AccountId fallback, Map<String, AccountId> aliases) {
    this.fallback = fallback;
    this.aliases =
        aliases.entrySet().stream()
            .collect(
                Collectors.toUnmodifiableMap(
                    alias -> alias.getKey().toLowerCase(Locale.ROOT), Map.Entry::getValue));
  }

  /** The account of hosts that name none. */
  AccountId fallback() {
    return fallback;
  }

  /** The account of this host, which may have a port. */
  AccountId of(String host) {
    if (isOfEcr(host)) {
      return new AccountId(host.substring(0, DIGITS));
    }
    return aliases.isEmpty()
        ? fallback
        : aliases.getOrDefault(withoutPort(host).toLowerCase(Locale.ROOT), fallback);
  }

  private static boolean isOfEcr(String host) {
    for (String middle : MIDDLES) {
      if (host.regionMatches(true, DIGITS, middle, 0, middle.length())) {
        return host.chars().limit(DIGITS).allMatch(c -> c >= '0' && c <= '9');
      }
    }
    return false;
  }

  private static String withoutPort(String host) {
    int colon = host.lastIndexOf(':');
    return colon < 0 || host.endsWith("]") ? host : host.substring(0, colon);
  }
}
