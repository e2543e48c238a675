package io.entrepot.server.access;

import io.entrepot.server.http.Request;

/** Tells of requests where they came from and whose registry they ask. Any thread. */
public final class Arrivals {
  private final Proxies proxies;
  private final Accounts accounts;

  public Arrivals(Proxies proxies, Accounts accounts) {
    this.proxies = proxies;
    this.accounts = accounts;
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
