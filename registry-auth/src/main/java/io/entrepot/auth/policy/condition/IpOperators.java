package io.entrepot.auth.policy.condition;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/** Addresses and ranges of IPv4 and IPv6; without a length, one address. Nothing is resolved. */
final class IpOperators {
  static final List<Operator> ALL =
      List.of(
          Operator.fixed("IpAddress", false, IpOperators::read),
          Operator.fixed("NotIpAddress", true, IpOperators::read));

  private static final int MAX_LENGTH = 45;
  private static final int DOTS = 3;

  private IpOperators() {}

  private static Comparison read(String text) {
    int slash = text.indexOf('/');
    byte[] network =
        address(slash < 0 ? text : text.substring(0, slash)).orElseThrow(() -> refused(text));
    int all = network.length * Byte.SIZE;
    int length = slash < 0 ? all : length(text.substring(slash + 1), all, text);
    return Operator.test(
        value -> address(value).filter(address -> within(address, network, length)).isPresent());
  }

  private static int length(String digits, int most, String text) {
    int length = 0;
    for (int i = 0; i < digits.length(); i++) {
      int digit = digits.charAt(i) - '0';
      if (digit < 0 || digit > 9 || i > 2) {
        throw refused(text);
      }
      length = length * 10 + digit;
    }
    if (digits.isEmpty() || length > most) {
      throw refused(text);
    }
    return length;
  }

  private static IllegalArgumentException refused(String text) {
    return new IllegalArgumentException("'" + text + "' is not an address or a range of them");
  }

  private static Optional<byte[]> address(String text) {
    boolean four = text.indexOf(':') < 0;
    if (text.length() > MAX_LENGTH || text.indexOf('%') >= 0 || text.indexOf('[') >= 0) {
      return Optional.empty();
    }
    if (four && text.chars().filter(character -> character == '.').count() != DOTS) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          four
              ? Inet4Address.ofLiteral(text).getAddress()
              : InetAddress.ofLiteral(text).getAddress());
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static boolean within(byte[] address, byte[] network, int length) {
    if (address.length != network.length) {
      return false;
    }
    int whole = length / Byte.SIZE;
    for (int i = 0; i < whole; i++) {
      if (address[i] != network[i]) {
        return false;
      }
    }
    int rest = length % Byte.SIZE;
    int mask = 0xff << (Byte.SIZE - rest);
    return rest == 0 || ((address[whole] ^ network[whole]) & mask & 0xff) == 0;
  }
}
