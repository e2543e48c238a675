package io.entrepot.auth.store;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * A bounded cache of what was read from the rows, each value with the generation that was noted
 * before it was read. A value whose generation has passed is as good as absent, so that a change
 * has nothing to seek out and a fill that was overtaken by a change does no harm. Any thread.
 */
final class Generations<K, V> {
  private record Entry<V>(long generation, V value) {}

  private final LongSupplier generation;
  private final Cache<K, Entry<V>> entries;

  Generations(LongSupplier generation, long capacity) {
    this.generation = generation;
    this.entries = Caffeine.newBuilder().maximumSize(capacity).executor(Runnable::run).build();
  }

  /** What is in memory and still holds. Never blocks. */
  Optional<V> peek(K key) {
    long now = generation.getAsLong();
    Entry<V> entry = entries.getIfPresent(key);
    return entry != null && entry.generation() >= now
        ? Optional.of(entry.value())
        : Optional.empty();
  }

  /** What is in memory, else what the query finds, which is then kept. */
  V get(K key, Supplier<V> query) {
    return getIf(key, query, found -> true);
  }

  /** The same, but keeps only what is worth it. */
  V getIf(K key, Supplier<V> query, Predicate<V> worth) {
    Optional<V> hit = peek(key);
    if (hit.isPresent()) {
      return hit.get();
    }
    long before = generation.getAsLong();
    V found = query.get();
    if (worth.test(found)) {
      entries.put(key, new Entry<>(before, found));
    }
    return found;
  }
}
