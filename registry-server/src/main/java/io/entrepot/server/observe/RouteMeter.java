package io.entrepot.server.observe;

import io.entrepot.server.http.Method;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** Counts and durations of one route's requests. Any thread. */
final class RouteMeter {
  /** Upper bounds of the duration's buckets in nanoseconds; one more bucket takes the rest. */
  private static final long[] BOUNDS = {
    250_000L,
    500_000L,
    1_000_000L,
    2_500_000L,
    5_000_000L,
    10_000_000L,
    25_000_000L,
    50_000_000L,
    100_000_000L,
    250_000_000L,
    500_000_000L,
    1_000_000_000L,
    2_500_000_000L,
    5_000_000_000L,
    10_000_000_000L,
    60_000_000_000L,
  };

  private static final double NANOSECONDS = 1e9;

  private final Map<Method, StatusCounts> statuses = new EnumMap<>(Method.class);
  private final LongAdder[] buckets = new LongAdder[BOUNDS.length + 1];
  private final LongAdder total = new LongAdder();

  RouteMeter() {
    for (Method method : Method.values()) {
      statuses.put(method, new StatusCounts());
    }
    for (int bucket = 0; bucket < buckets.length; bucket++) {
      buckets[bucket] = new LongAdder();
    }
  }

  void add(Method method, int status, long nanoseconds) {
    StatusCounts counts = statuses.get(method);
    if (counts != null) {
      counts.add(status);
    }
    int bucket = 0;
    while (bucket < BOUNDS.length && nanoseconds > BOUNDS[bucket]) {
      bucket++;
    }
    buckets[bucket].increment();
    total.add(nanoseconds);
  }

  Map<Method, StatusCounts> statuses() {
    return statuses;
  }

  /** Upper bounds in seconds, the last infinite. */
  static double[] bounds() {
    double[] bounds = new double[BOUNDS.length + 1];
    for (int i = 0; i < BOUNDS.length; i++) {
      bounds[i] = BOUNDS[i] / NANOSECONDS;
    }
    bounds[BOUNDS.length] = Double.POSITIVE_INFINITY;
    return bounds;
  }

  /** Requests in each bucket on its own, in the order of the bounds. */
  long[] durations() {
    long[] counts = new long[buckets.length];
    for (int bucket = 0; bucket < counts.length; bucket++) {
      counts[bucket] = buckets[bucket].sum();
    }
    return counts;
  }

  /** All durations together. */
  double totalSeconds() {
    return total.sum() / NANOSECONDS;
  }
}
