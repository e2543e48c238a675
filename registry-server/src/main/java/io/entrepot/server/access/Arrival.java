package io.entrepot.server.access;

import io.entrepot.auth.principal.AccountId;
import io.entrepot.server.http.Request;
import java.net.InetAddress;

/**
 * A request with where it came from and whose registry it asks, as far as trusted proxies tell.
 *
 * @param source the client
 * @param secure whether the client's own connection is encrypted
 * @param host what the client calls this server, with the port; empty when it does not say
 * @param site what the paths of that host mean
 */
public record Arrival(Request request, InetAddress source, boolean secure, String host, Site site) {
  /** Whose registry the host means. */
  public AccountId account() {
    return site.account();
  }
}
