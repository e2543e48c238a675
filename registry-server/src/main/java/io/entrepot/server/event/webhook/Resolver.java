package io.entrepot.server.event.webhook;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Where a host is. Any thread; may block. */
@FunctionalInterface
public interface Resolver {
  /** The system's. */
  Resolver SYSTEM = host -> List.of(InetAddress.getAllByName(host));

  /** Its addresses, at least one. */
  List<InetAddress> resolve(String host) throws UnknownHostException;
}
