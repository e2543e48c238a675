package io.entrepot.server.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Slows those who guess secrets: each user and each address has a number of wrong tries, which
 * comes back with time. A try is charged before the secret is looked at, and given back when it was
 * right, so that many at once are no way around. A user at an address from where it has been right
 * before has a measure of its own there, so that a stranger's guesses lock nobody out. In bounded
 * memory; any thread.
 */
public final class Throttle {
  /** Wrong tries that a user has, or a user at an address of its own. */
  public static final int TRIES_OF_A_USER = 10;

  /** How long it takes until one of them comes back. */
  public static final Duration USER_WAITS = Duration.ofSeconds(10);

  /** Wrong tries that an address (of IPv6: a network of 64 bits) has over all users. */
  public static final int TRIES_OF_AN_ADDRESS = 50;

  /** How long it takes until one of them comes back. */
  public static final Duration ADDRESS_WAITS = Duration.ofSeconds(2);

  /** How many users, addresses and pairs are remembered, each kind. */
  public static final int REMEMBERED = 100_000;

  private static final Duration FORGOTTEN_AFTER = Duration.ofHours(1);
  private static final int IPV6_NETWORK_BYTES = 8;

  private final InstantSource clock;

  /** When all tries will have come back, in milliseconds since 1970. */
  private final Cache<Key, Long> spent = kept();

  /** Users at addresses from where they have been right. */
  private final Cache<Key, Boolean> homes = kept();

  /** Whose tries are counted: a user, an address, or both together. */
  private record Key(String user, String address) {}

  /** A measure that a try is charged to. */
  private record Measure(Key key, int tries, Duration each) {}

  public Throttle(InstantSource clock) {
    this.clock = clock;
  }

  private static <V> Cache<Key, V> kept() {
    return Caffeine.newBuilder().maximumSize(REMEMBERED).expireAfterAccess(FORGOTTEN_AFTER).build();
  }

  /** A try that was let through. */
  public final class Attempt {
    private final Key home;
    private final List<Measure> charged;

    private Attempt(Key home, List<Measure> charged) {
      this.home = home;
      this.charged = charged;
    }

    /** It was right: it costs nothing. */
    public void right() {
      charged.forEach(Throttle.this::giveBack);
      homes.put(home, true);
    }
  }

  /**
   * Lets a try through.
   *
   * @param user with the account it is looked for in
   * @throws NotAuthenticatedException when there were too many wrong ones
   */
  public Attempt attempt(String user, InetAddress source) {
    Key home = new Key(user, address(source));
    List<Measure> measures =
        homes.getIfPresent(home) != null
            ? List.of(new Measure(home, TRIES_OF_A_USER, USER_WAITS))
            : List.of(
                new Measure(new Key(user, ""), TRIES_OF_A_USER, USER_WAITS),
                new Measure(new Key("", home.address()), TRIES_OF_AN_ADDRESS, ADDRESS_WAITS));
    return charge(home, measures);
  }

  /** Lets a token through, which is measured alone: nobody guesses one. */
  Attempt attemptToken(String token, InetAddress source) {
    Key key = new Key(token, address(source));
    return charge(key, List.of(new Measure(key, TRIES_OF_A_USER, USER_WAITS)));
  }

  private Attempt charge(Key home, List<Measure> measures) {
    for (int i = 0; i < measures.size(); i++) {
      Optional<Duration> wait = charge(measures.get(i));
      if (wait.isPresent()) {
        measures.subList(0, i).forEach(this::giveBack);
        throw new NotAuthenticatedException(
            NotAuthenticatedException.Kind.TOO_MANY,
            "there were too many wrong credentials; try again later",
            wait.get());
      }
    }
    return new Attempt(home, measures);
  }

  /** Takes one try; or else tells how long it is until there is one. */
  private Optional<Duration> charge(Measure measure) {
    long now = clock.millis();
    long each = measure.each().toMillis();
    AtomicLong wait = new AtomicLong();
    spent
        .asMap()
        .compute(
            measure.key(),
            (key, before) -> {
              long full = Math.max(now, before == null ? now : before);
              long missing = full + each - (now + each * measure.tries());
              if (missing > 0) {
                wait.set(missing + 999);
                return full;
              }
              return full + each;
            });
    return wait.get() == 0 ? Optional.empty() : Optional.of(Duration.ofMillis(wait.get()));
  }

  private void giveBack(Measure measure) {
    spent.asMap().computeIfPresent(measure.key(), (key, full) -> full - measure.each().toMillis());
  }

  private static String address(InetAddress source) {
    return source instanceof Inet6Address
        ? Arrays.toString(Arrays.copyOf(source.getAddress(), IPV6_NETWORK_BYTES))
        : source.getHostAddress();
  }
}
