package io.entrepot.server.config;

import java.net.InetAddress;
import java.util.Optional;

/**
 * A range of addresses (CIDR, RFC 4632 and RFC 4291, section 2.3).
 *
 * @param network its first address
 * @param bits how many leading bits of an address count
 */
public record AddressRange(InetAddress network, int bits) {
  /** Reads such as {@code 10.0.0.0/8}, {@code fd00::/8}, or one address. */
  static Optional<AddressRange> parse(String text) {
    int slash = text.indexOf('/');
    try {
      InetAddress network = InetAddress.ofLiteral(slash < 0 ? text : text.substring(0, slash));
      int all = network.getAddress().length * Byte.SIZE;
      int bits = slash < 0 ? all : Integer.parseInt(text.substring(slash + 1));
      return bits < 0 || bits > all
          ? Optional.empty()
          : Optional.of(new AddressRange(network, bits));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** Whether the address is in it; one of the other version of IP never is. */
  public boolean contains(InetAddress address) {
    byte[] first = network.getAddress();
    byte[] other = address.getAddress();
    if (first.length != other.length) {
      return false;
    }
    int whole = bits / Byte.SIZE;
    for (int i = 0; i < whole; i++) {
      if (first[i] != other[i]) {
        return false;
      }
    }
    int rest = bits % Byte.SIZE;
    int mask = 0xff << (Byte.SIZE - rest) & 0xff;
    return rest == 0 || ((first[whole] ^ other[whole]) & mask) == 0;
  }
}
