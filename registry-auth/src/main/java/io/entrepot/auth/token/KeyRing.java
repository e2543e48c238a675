package io.entrepot.auth.token;

import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The keys that sign tokens and that verify them. A new key signs from time to time; an old one
 * verifies until the longest-lived token that it can have signed has expired, so that rotation logs
 * nobody out. Making a key takes up to some tenths of a second, so nothing is made or read before
 * the first call. Any thread.
 */
public final class KeyRing {
  /** How long a key signs. */
  public static final Duration SIGNS_FOR = Duration.ofDays(30);

  /** In bits. */
  static final int RSA_BITS = 2048;

  /** How often the shelf is read for a key that another process may have put there. */
  private static final Duration LOOKS_AGAIN_AFTER = Duration.ofSeconds(1);

  private final KeyShelf shelf;
  private final InstantSource clock;
  private final ReentrantLock lock = new ReentrantLock();
  private volatile Map<String, SigningKey> known = Map.of();
  private Instant read = Instant.MIN;

  public KeyRing(KeyShelf shelf, InstantSource clock) {
    this.shelf = shelf;
    this.clock = clock;
  }

  /** The key that signs now; made when there is none, or the last has signed for long enough. */
  SigningKey signing() {
    Instant now = clock.instant();
    return newest(now)
        .orElseGet(() -> {
          lock.lock();
          try {
            reload(now);
            return newest(now).orElseGet(() -> make(now));
          } finally {
            lock.unlock();
          }
        });
  }

  /** The key of this id, when a token that it signed may still be good. */
  Optional<SigningKey> verifying(String id) {
    Instant now = clock.instant();
    SigningKey key = known.get(id);
    if (key == null) {
      lock.lock();
      try {
        if (read.equals(Instant.MIN) || now.isAfter(read.plus(LOOKS_AGAIN_AFTER))) {
          reload(now);
        }
        key = known.get(id);
      } finally {
        lock.unlock();
      }
    }
    return Optional.ofNullable(key).filter(found -> !isSpent(found, now));
  }

  /** Makes or reads the key. */
  void prepare() {
    signing();
  }

  private Optional<SigningKey> newest(Instant now) {
    return known.values().stream()
        .max(Comparator.comparing(SigningKey::created))
        .filter(key -> now.isBefore(key.created().plus(SIGNS_FOR)));
  }

  private void reload(Instant now) {
    Map<String, SigningKey> keys = new HashMap<>();
    for (SigningKey key : shelf.keys()) {
      if (isSpent(key, now)) {
        shelf.remove(key.id());
      } else {
        keys.put(key.id(), key);
      }
    }
    known = Map.copyOf(keys);
    read = now;
  }

  private SigningKey make(Instant now) {
    SigningKey key = generate(now);
    shelf.add(key);
    Map<String, SigningKey> more = new HashMap<>(known);
    more.put(key.id(), key);
    known = Map.copyOf(more);
    return key;
  }

  private static SigningKey generate(Instant now) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(RSA_BITS);
      return new SigningKey(UUID.randomUUID().toString(), generator.generateKeyPair(), now);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this JVM has no RSA", e);
    }
  }

  private static boolean isSpent(SigningKey key, Instant now) {
    return now.isAfter(key.created().plus(SIGNS_FOR).plus(TokenKind.LONGEST));
  }
}
