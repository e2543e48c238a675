package io.entrepot.server.main;

import io.entrepot.server.config.LimitSettings;
import io.entrepot.server.config.ListenAddress;
import io.entrepot.server.http.RequestHandler;
import io.entrepot.server.netty.ListenSettings;
import io.entrepot.server.netty.NettyServer;
import io.entrepot.server.netty.TlsSettings;
import io.entrepot.server.netty.TransportLimits;
import io.entrepot.server.netty.TransportListener;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.util.Optional;

/** Opens the server's ports. */
final class Listeners {
  private Listeners() {}

  /**
   * Listens.
   *
   * @throws StartException when the address is taken or not ours, or the certificate is no good
   */
  static NettyServer open(
      ListenAddress address,
      Optional<TlsSettings> tls,
      LimitSettings limits,
      RequestHandler handler,
      TransportListener listener)
      throws StartException {
    try {
      return NettyServer.start(
          new ListenSettings(address.resolve(), tls, transport(limits)), handler, listener);
    } catch (IOException e) {
      throw new StartException("cannot listen on " + address + ": " + reason(e));
    }
  }

  private static String reason(IOException failure) {
    Throwable cause = failure.getCause() == null ? failure : failure.getCause();
    String text = String.valueOf(cause.getMessage());
    if (!(cause instanceof BindException)) {
      return text;
    }
    return text.contains("in use")
        ? "another program listens there already"
        : "it is no address of this machine (" + text + ")";
  }

  private static TransportLimits transport(LimitSettings limits) {
    return new TransportLimits(
        limits.connections(),
        TransportLimits.TARGET_BYTES,
        limits.headBytes(),
        TransportLimits.HEADER_FIELDS,
        limits.requestTimeout(),
        limits.idleTimeout(),
        limits.stallTimeout(),
        limits.stallTimeout());
  }

  /** The address with its real port, as a URL. */
  static String url(String scheme, ListenAddress configured, InetSocketAddress bound) {
    return scheme + "://" + new ListenAddress(configured.host(), bound.getPort());
  }
}
