package io.entrepot.storage.registry;

import com.github.benmanes.caffeine.cache.stats.CacheStats;

/** How often a cache could answer, and how often it made room. */
public record CacheFigures(long hits, long misses, long evictions) {
  static CacheFigures of(CacheStats stats) {
    return new CacheFigures(stats.hitCount(), stats.missCount(), stats.evictionCount());
  }
}
