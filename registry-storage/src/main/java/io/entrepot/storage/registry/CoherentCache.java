package io.entrepot.storage.registry;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Weigher;
import com.github.benmanes.caffeine.cache.stats.CacheStats;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.function.Supplier;

/**
 * A bounded cache of what the database says, never behind a change that was acknowledged. Any
 * thread reads; changes come from the database's writing thread, after each commit and before its
 * callers are answered.
 *
 * <p>The danger is a reader that asked the database before a commit and fills the cache after it.
 * So each key has a stamp (shared by the keys of its stripe), which a change advances before it
 * touches the entry. A reader notes the stamp before it asks the database, and its fill, made as
 * one step with the check, is dropped when the stamp has moved. A fill that passes the check comes
 * before the change touches the entry, and the change then overwrites it.
 */
final class CoherentCache<K, V> {
  /** Stripes; two keys of one stripe cost each other a fill now and then, never a wrong answer. */
  private static final int STRIPES = 1 << 10;

  private final AtomicIntegerArray stamps = new AtomicIntegerArray(STRIPES);
  private final Cache<K, V> entries;

  private CoherentCache(Cache<K, V> entries) {
    this.entries = entries;
  }

  /**
   * @param capacity what all entries may weigh together
   */
  static <K, V> CoherentCache<K, V> weighing(long capacity, Weigher<K, V> weigher) {
    return new CoherentCache<>(
        Caffeine.newBuilder()
            .maximumWeight(capacity)
            .weigher(weigher)
            .executor(Runnable::run)
            .recordStats()
            .build());
  }

  /** What is in memory. Never blocks. */
  Optional<V> peek(K key) {
    return Optional.ofNullable(entries.getIfPresent(key));
  }

  /** What is in memory, else what the query finds, which is then kept. */
  V get(K key, Supplier<V> query) {
    V hit = entries.getIfPresent(key);
    if (hit != null) {
      return hit;
    }
    int stripe = stripe(key);
    int stamp = stamps.get(stripe);
    V found = query.get();
    entries
        .asMap()
        .compute(
            key,
            (same, present) -> present == null && stamps.get(stripe) == stamp ? found : present);
    return found;
  }

  /** After a commit: this is the value now. */
  void put(K key, V value) {
    stamps.incrementAndGet(stripe(key));
    entries.put(key, value);
  }

  /** After a commit: there is no value now, or another that the next reader may fetch. */
  void remove(K key) {
    stamps.incrementAndGet(stripe(key));
    entries.invalidate(key);
  }

  CacheStats stats() {
    return entries.stats();
  }

  private static int stripe(Object key) {
    int hash = key.hashCode() * 0x9e3779b9;
    return hash >>> (Integer.SIZE - 10);
  }
}
