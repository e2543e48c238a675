package io.entrepot.server.access;

import io.entrepot.server.error.OciError;
import io.entrepot.server.error.RefusedException;
import io.entrepot.server.http.Headers;
import io.entrepot.server.http.Request;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Believes what trusted proxies say of their clients (RFC 7239, and the X-Forwarded fields that
 * came before it), and nobody else. Any thread.
 */
public final class Proxies {
  /** Trusts nobody. */
  public static final Proxies NONE = new Proxies(Optional.empty());

  private final Optional<Predicate<InetAddress>> trusted;

  /** What was forwarded. */
  record Client(InetAddress source, boolean secure, String host) {}

  private Proxies(Optional<Predicate<InetAddress>> trusted) {
    this.trusted = trusted;
  }

  /** Trusts those whose addresses these are. */
  public static Proxies trusting(Predicate<InetAddress> trusted) {
    return new Proxies(Optional.of(trusted));
  }

  /**
   * Who sent the request.
   *
   * @throws RefusedException when a proxy passes on two accounts of the client that disagree: one
   *     of them is the client's own
   */
  Client clientOf(Request request) {
    InetAddress peer = request.remoteAddress().getAddress();
    String host = request.headers().first("Host").orElse("");
    if (trusted.isEmpty() || !trusted.get().test(peer)) {
      return new Client(peer, request.secure(), host);
    }
    Headers headers = request.headers();
    List<ForwardedHop> standard = ForwardedHop.ofForwarded(headers.all("Forwarded"));
    List<ForwardedHop> older = ForwardedHop.ofForwardedFor(headers.all("X-Forwarded-For"));
    ForwardedHop direct = new ForwardedHop(Optional.of(peer), Optional.empty(), Optional.empty());
    ForwardedHop first = client(standard.isEmpty() ? older : standard, direct);
    if (!standard.isEmpty() && !older.isEmpty() && !sameClient(first, client(older, direct))) {
      throw new RefusedException(
          400,
          OciError.UNSUPPORTED,
          "Forwarded and X-Forwarded-For name different clients: the proxy has to remove the one"
              + " that it does not set",
          List.of());
    }
    String scheme =
        first
            .scheme()
            .or(() -> ForwardedHop.last(headers.all("X-Forwarded-Proto")))
            .orElse(request.secure() ? "https" : "http");
    return new Client(
        first.address().orElse(peer),
        scheme.equalsIgnoreCase("https"),
        first.host().or(() -> ForwardedHop.last(headers.all("X-Forwarded-Host"))).orElse(host));
  }

  private static boolean sameClient(ForwardedHop one, ForwardedHop other) {
    return one.address().equals(other.address());
  }

  /** The nearest that is no proxy of ours; what stands before it may be the client's invention. */
  private ForwardedHop client(List<ForwardedHop> hops, ForwardedHop direct) {
    ForwardedHop nearest = direct;
    for (int i = hops.size() - 1; i >= 0; i--) {
      ForwardedHop hop = hops.get(i);
      if (hop.address().isEmpty()) {
        return nearest;
      }
      nearest = hop;
      if (!trusted.orElseThrow().test(hop.address().get())) {
        return nearest;
      }
    }
    return nearest;
  }
}
