package io.entrepot.storage.verify;

import io.entrepot.storage.verify.Finding.Outcome;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;

/** Counts what was looked at and passes findings on. Any thread. */
final class Tally {
  private final Map<Count, AtomicLong> counts = new EnumMap<>(Count.class);
  private final FindingListener listener;
  private volatile String phase = "starting";
  private volatile long totalBytes;

  Tally(FindingListener listener) {
    this.listener = listener;
    for (Count count : Count.values()) {
      counts.put(count, new AtomicLong());
    }
  }

  void enter(String phase) {
    this.phase = phase;
  }

  void expect(long totalBytes) {
    this.totalBytes = totalBytes;
  }

  void add(Count count, long amount) {
    counter(count).addAndGet(amount);
  }

  synchronized void report(Finding finding) {
    if (finding.kind().isBroken()) {
      add(Count.BROKEN, 1);
    } else {
      add(Count.ORPHANS, 1);
    }
    if (finding.outcome() != Outcome.REPORTED) {
      add(Count.SET_ASIDE, 1);
    }
    listener.found(finding);
  }

  VerifyProgress progress() {
    return new VerifyProgress(phase, get(Count.BLOB_BYTES), totalBytes);
  }

  VerifyReport total() {
    return new VerifyReport(
        get(Count.BLOBS),
        get(Count.BLOB_BYTES),
        get(Count.MANIFESTS),
        get(Count.REFERENCES),
        get(Count.FOREIGN_GAPS),
        get(Count.SPARSE_GAPS),
        get(Count.TAGS),
        get(Count.UPLOADS),
        get(Count.FILES),
        get(Count.ORPHANS),
        get(Count.ORPHAN_BYTES),
        get(Count.BROKEN),
        get(Count.SET_ASIDE));
  }

  private long get(Count count) {
    return counter(count).get();
  }

  private AtomicLong counter(Count count) {
    return Objects.requireNonNull(counts.get(count));
  }
}
