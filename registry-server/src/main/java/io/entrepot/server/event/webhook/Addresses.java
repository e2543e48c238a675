package io.entrepot.server.event.webhook;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Which addresses a webhook may be at: public ones (IANA's registries of special-purpose addresses;
 * RFC 6890), and those that an operator allows it. Whoever may choose a name for a webhook must not
 * reach with it what only this machine reaches. Any thread.
 */
public final class Addresses {
  private static final List<Block> NOT_PUBLIC_4 =
      blocks(
          "0.0.0.0/8",
          "10.0.0.0/8",
          "100.64.0.0/10",
          "127.0.0.0/8",
          "169.254.0.0/16",
          "172.16.0.0/12",
          "192.0.0.0/24",
          "192.0.2.0/24",
          "192.31.196.0/24",
          "192.52.193.0/24",
          "192.88.99.0/24",
          "192.168.0.0/16",
          "192.175.48.0/24",
          "198.18.0.0/15",
          "198.51.100.0/24",
          "203.0.113.0/24",
          // Multicast, what is reserved, and the broadcast.
          "224.0.0.0/3");

  /** All unicast that was ever given out; mapped and translated addresses are outside. */
  private static final Block PUBLIC_6 = Block.of("2000::/3");

  private static final List<Block> NOT_PUBLIC_6 =
      blocks(
          // Protocol assignments, Teredo among them, whose addresses hold others.
          "2001::/23",
          "2001:db8::/32",
          // 6to4, likewise.
          "2002::/16",
          "2620:4f:8000::/48",
          "3fff::/20");

  private final Predicate<InetAddress> allowed;

  /**
   * For one webhook.
   *
   * @param allowed what is no public address and still allowed
   */
  public Addresses(Predicate<InetAddress> allowed) {
    this.allowed = allowed;
  }

  boolean mayReach(InetAddress address) {
    return isPublic(address) || allowed.test(address);
  }

  private static boolean isPublic(InetAddress address) {
    return address instanceof Inet4Address
        ? NOT_PUBLIC_4.stream().noneMatch(block -> block.contains(address))
        : PUBLIC_6.contains(address)
            && NOT_PUBLIC_6.stream().noneMatch(block -> block.contains(address));
  }

  private static List<Block> blocks(String... texts) {
    return Stream.of(texts).map(Block::of).toList();
  }

  /** Addresses that begin with the same bits. */
  private record Block(InetAddress first, int bits) {
    static Block of(String text) {
      int slash = text.indexOf('/');
      return new Block(
          InetAddress.ofLiteral(text.substring(0, slash)),
          Integer.parseInt(text.substring(slash + 1)));
    }

    boolean contains(InetAddress address) {
      byte[] own = first.getAddress();
      byte[] other = address.getAddress();
      for (int bit = 0; bit < bits; bit++) {
        int differs = (own[bit / Byte.SIZE] ^ other[bit / Byte.SIZE]) >> (7 - bit % Byte.SIZE);
        if ((differs & 1) != 0) {
          return false;
        }
      }
      return true;
    }
  }
}
