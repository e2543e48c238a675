package io.entrepot.server.config;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Optional;

/**
 * Where to listen, as configured.
 *
 * @param host a name or an address; a version 6 address without its brackets
 * @param port 0 for a free one
 */
public record ListenAddress(String host, int port) {
  private static final int LARGEST_PORT = 65_535;

  /** From {@code HOST:PORT}, with brackets around a version 6 address. */
  static Optional<ListenAddress> parse(String text) {
    int colon = text.lastIndexOf(':');
    if (colon < 1 || colon + 6 < text.length() || colon == text.length() - 1) {
      return Optional.empty();
    }
    String host = text.substring(0, colon);
    String port = text.substring(colon + 1);
    boolean bracketed = host.startsWith("[") && host.endsWith("]") && host.length() > 2;
    boolean digits = port.chars().allMatch(c -> c >= '0' && c <= '9');
    boolean plain = host.chars().allMatch(c -> c > ' ' && c < 127 && c != '/');
    if (!digits || !plain || host.contains(":") != bracketed) {
      return Optional.empty();
    }
    int number = Integer.parseInt(port);
    return number > LARGEST_PORT
        ? Optional.empty()
        : Optional.of(
            new ListenAddress(bracketed ? host.substring(1, host.length() - 1) : host, number));
  }

  /**
   * Looks the host up.
   *
   * @throws ConfigException when it has no address
   */
  public InetSocketAddress resolve() {
    try {
      return new InetSocketAddress(InetAddress.getByName(host), port);
    } catch (UnknownHostException e) {
      throw new ConfigException("cannot listen on " + this + ": the host has no address");
    }
  }

  @Override
  public String toString() {
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
  }
}
