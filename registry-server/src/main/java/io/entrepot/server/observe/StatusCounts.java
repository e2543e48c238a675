package io.entrepot.server.observe;

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.LongAdder;

/** Counts by HTTP status. Any thread; allocates only for a status's first time. */
final class StatusCounts {
  private static final int STATUSES = 600;

  private final AtomicReferenceArray<LongAdder> counts = new AtomicReferenceArray<>(STATUSES);

  /** Takes the count of one status. */
  @FunctionalInterface
  interface Sink {
    void take(int status, long count);
  }

  void add(int status) {
    int index = Math.clamp(status, 0, STATUSES - 1);
    LongAdder present = counts.get(index);
    if (present == null) {
      LongAdder made = new LongAdder();
      LongAdder other = counts.compareAndExchange(index, null, made);
      present = other == null ? made : other;
    }
    present.increment();
  }

  /** Every status that occurred. */
  void forEach(Sink sink) {
    for (int status = 0; status < STATUSES; status++) {
      LongAdder count = counts.get(status);
      if (count != null) {
        sink.take(status, count.sum());
      }
    }
  }
}
