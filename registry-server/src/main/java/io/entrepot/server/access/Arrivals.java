package io.entrepot.server.access;

import io.entrepot.auth.principal.AccountId;
import io.entrepot.server.http.Request;
import java.util.Map;
import java.util.Set;

/** Tells of requests where they came from and whose registry they ask. Any thread. */
public final class Arrivals {
  private final Proxies proxies;
  private final Accounts accounts;

  public Arrivals(Proxies proxies, Accounts accounts) {
    this.proxies = proxies;
    this.accounts = accounts;
  }

  /** All requests come straight from their clients, and ask the registry of one account. */
  public static Arrivals direct(AccountId account) {
    return new Arrivals(
        Proxies.NONE, new Accounts(account, Map.of(), Set.of(), PublicAliases.NONE));
  }

  AccountId fallback() {
    return accounts.fallback();
  }

  /**
   * Looks at the request's connection and header fields; never blocks.
   *
   * @throws io.entrepot.server.error.RefusedException when a proxy contradicts itself
   */
  public Arrival of(Request request) {
    Proxies.Client client = proxies.clientOf(request);
    return new Arrival(
        request, client.source(), client.secure(), client.host(), accounts.of(client.host()));
  }
}
