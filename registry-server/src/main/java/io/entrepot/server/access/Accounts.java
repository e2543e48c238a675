package io.entrepot.server.access;

import io.entrepot.auth.principal.AccountId;
import java.util.Collection;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Whose registry a host name means: that of the account which it names, in the form of ECR's host
 * names or as a configured alias, else that of the default account; and which hosts have public
 * repositories alone. Immutable.
 */
public final class Accounts {
  private static final int DIGITS = 12;

  /** After the account, before region and domain; dual-stack and FIPS names are ECR's as well. */
  private static final String[] MIDDLES = {".dkr.ecr.", ".dkr-ecr.", ".dkr.ecr-fips."};

  private final AccountId fallback;
  private final Site usual;
  private final Map<String, Site> hosts;

  /**
   * @param aliases by host name, without a port, in any case
   * @param publicHosts names, without ports, in any case
   * @param publicAliases of the accounts' public registries
   */
  public Accounts(
      AccountId fallback,
      Map<String, AccountId> aliases,
      Collection<String> publicHosts,
      PublicAliases publicAliases) {
    this.fallback = fallback;
    this.usual = new Site(fallback, false, publicAliases);
    Map<String, Site> sites = new HashMap<>();
    aliases.forEach((host, account) ->
        sites.put(host.toLowerCase(Locale.ROOT), new Site(account, false, publicAliases)));
    for (String host : publicHosts) {
      sites.compute(
          host.toLowerCase(Locale.ROOT),
          (name, known) ->
              new Site(known == null ? fallback : known.account(), true, publicAliases));
    }
    this.hosts = Map.copyOf(sites);
  }

  /** The account of hosts that name none. */
  AccountId fallback() {
    return fallback;
  }

  /** What the paths of this host mean, which may have a port. */
  Site of(String host) {
    if (isOfEcr(host)) {
      return new Site(new AccountId(host.substring(0, DIGITS)), false, usual.aliases());
    }
    return hosts.isEmpty()
        ? usual
        : hosts.getOrDefault(withoutPort(host).toLowerCase(Locale.ROOT), usual);
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
