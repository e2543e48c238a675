package io.entrepot.server.netty;

import java.net.InetSocketAddress;
import java.util.Optional;

/**
 * What a server listens on.
 *
 * @param address a port of 0 takes any free one
 * @param tls empty for plain HTTP/1.1; with it HTTP/1.1 and, by ALPN, HTTP/2
 */
public record ListenSettings(
    InetSocketAddress address, Optional<TlsSettings> tls, TransportLimits limits) {

  /** Plain HTTP with the usual limits. */
  public static ListenSettings plain(InetSocketAddress address) {
    return new ListenSettings(address, Optional.empty(), TransportLimits.usual());
  }
}
