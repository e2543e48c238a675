package io.entrepot.server.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Slows those who guess secrets: each user and each address has a number of wrong tries, which
 * comes back with time. A try takes one before the secret is looked at, and gives it back when it
 * was right, so that many at once are no way around; who finds all of them taken, though none of
 * them was wrong yet, waits, so that many who are right at once are not refused. A user at an
 * address from where it has been right before has a measure of its own there, so that a stranger's
 * guesses lock nobody out. In bounded memory; any thread.
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

  /** How long a try waits for others that are not settled yet. */
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private static final Duration FORGOTTEN_AFTER = Duration.ofHours(1);
  private static final int IPV6_NETWORK_BYTES = 8;

  private final InstantSource clock;

  private final Cache<Key, Tries> tries = kept();

  /** Users at addresses from where they have been right. */
  private final Cache<Key, Boolean> homes = kept();

  /** Whose tries are counted: a user, an address, or both together. */
  private record Key(String user, String address) {}

  /** What a try is taken of. */
  private record Measure(Key key, int most, Duration each) {}

  public Throttle(InstantSource clock) {
    this.clock = clock;
  }

  private static <V> Cache<Key, V> kept() {
    return Caffeine.newBuilder().maximumSize(REMEMBERED).expireAfterAccess(FORGOTTEN_AFTER).build();
  }

  /** A try that was let through; it was wrong unless it is said to be right before it is closed. */
  public final class Attempt implements AutoCloseable {
    private final Key home;
    private final List<Tries> taken;
    private boolean wrong = true;

    private Attempt(Key home, List<Tries> taken) {
      this.home = home;
      this.taken = taken;
    }

    /** It was right: it costs nothing. */
    public void right() {
      wrong = false;
      homes.put(home, true);
    }

    @Override
    public void close() {
      taken.forEach(each -> each.giveBack(wrong));
    }
  }

  /**
   * Lets a try through; may wait for others.
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
    return take(home, measures);
  }

  /** Lets a token through, which is measured alone: nobody guesses one. */
  Attempt attemptToken(String token, InetAddress source) {
    Key key = new Key(token, address(source));
    return take(key, List.of(new Measure(key, TRIES_OF_A_USER, USER_WAITS)));
  }

  /**
   * Lets a signature through, which is measured by its address alone: nobody guesses the secret of
   * a key. Where the key has been right before it has a measure of its own.
   *
   * @param key its id as the request tells it
   */
  Attempt attemptSignature(String key, InetAddress source) {
    Key home = new Key("key/" + key, address(source));
    return take(
        home,
        homes.getIfPresent(home) != null
            ? List.of(new Measure(home, TRIES_OF_AN_ADDRESS, ADDRESS_WAITS))
            : List.of(
                new Measure(new Key("", home.address()), TRIES_OF_AN_ADDRESS, ADDRESS_WAITS)));
  }

  private Attempt take(Key home, List<Measure> measures) {
    List<Tries> taken = new ArrayList<>();
    for (Measure measure : measures) {
      Tries each =
          tries.get(measure.key(), key -> new Tries(clock, measure.most(), measure.each()));
      Optional<Duration> wait = each.take(PATIENCE);
      if (wait.isPresent()) {
        taken.forEach(other -> other.giveBack(false));
        throw new NotAuthenticatedException(
            NotAuthenticatedException.Kind.TOO_MANY,
            "there were too many wrong credentials; try again later",
            wait.get());
      }
      taken.add(each);
    }
    return new Attempt(home, taken);
  }

  private static String address(InetAddress source) {
    return source instanceof Inet6Address
        ? Arrays.toString(Arrays.copyOf(source.getAddress(), IPV6_NETWORK_BYTES))
        : source.getHostAddress();
  }
}
