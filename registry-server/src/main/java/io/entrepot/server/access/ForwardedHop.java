package io.entrepot.server.access;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What one proxy said of the one before it.
 *
 * @param address empty when it is not told, or not as an address
 * @param scheme what the one before spoke to it
 * @param host what it called it
 */
record ForwardedHop(Optional<InetAddress> address, Optional<String> scheme, Optional<String> host) {

  /** The elements of Forwarded (RFC 7239, section 4), the client first. */
  static List<ForwardedHop> ofForwarded(List<String> fields) {
    List<ForwardedHop> hops = new ArrayList<>();
    for (String field : fields) {
      for (String element : field.split(",", -1)) {
        hops.add(element(element));
      }
    }
    return hops;
  }

  private static ForwardedHop element(String element) {
    Optional<InetAddress> address = Optional.empty();
    Optional<String> scheme = Optional.empty();
    Optional<String> host = Optional.empty();
    for (String pair : element.split(";", -1)) {
      int equals = pair.indexOf('=');
      String value = equals < 0 ? "" : unquoted(pair.substring(equals + 1).strip());
      switch (equals < 0
          ? ""
          : pair.substring(0, equals).strip().toLowerCase(java.util.Locale.ROOT)) {
        case "for" -> address = address(value);
        case "proto" -> scheme = Optional.of(value);
        case "host" -> host = Optional.of(value);
        default -> {}
      }
    }
    return new ForwardedHop(address, scheme, host);
  }

  /** The addresses of X-Forwarded-For, the client first. */
  static List<ForwardedHop> ofForwardedFor(List<String> fields) {
    List<ForwardedHop> hops = new ArrayList<>();
    for (String field : fields) {
      for (String text : field.split(",", -1)) {
        hops.add(new ForwardedHop(address(text.strip()), Optional.empty(), Optional.empty()));
      }
    }
    return hops;
  }

  /** The last value of a list: what the nearest proxy said. */
  static Optional<String> last(List<String> fields) {
    if (fields.isEmpty()) {
      return Optional.empty();
    }
    String field = fields.getLast();
    return Optional.of(field.substring(field.lastIndexOf(',') + 1).strip())
        .filter(value -> !value.isEmpty());
  }

  private static String unquoted(String value) {
    return value.length() >= 2 && value.startsWith("\"") && value.endsWith("\"")
        ? value.substring(1, value.length() - 1)
        : value;
  }

  /** An address, perhaps with a port; a name, which would have to be looked up, is none. */
  private static Optional<InetAddress> address(String text) {
    String literal = text;
    int bracket = text.indexOf(']');
    if (text.startsWith("[") && bracket > 0) {
      literal = text.substring(1, bracket);
    } else if (text.indexOf(':') == text.lastIndexOf(':') && text.indexOf(':') > 0) {
      literal = text.substring(0, text.indexOf(':'));
    }
    try {
      return Optional.of(InetAddress.ofLiteral(literal));
    } catch (IllegalArgumentException none) {
      return Optional.empty();
    }
  }
}
