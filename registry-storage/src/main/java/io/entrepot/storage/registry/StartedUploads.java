package io.entrepot.storage.registry;

import io.entrepot.storage.failure.StorageFailure;
import io.entrepot.storage.metadata.UploadRow;
import io.entrepot.storage.oci.RepositoryKey;
import io.entrepot.storage.upload.UploadId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Uploads that were started and have no row yet: nothing of them was acknowledged but that they are
 * there, so a crash may lose them, and most become a small blob in one transaction without ever
 * needing a row. An upload gets its row before it gets a file or keeps a byte.
 *
 * <p>Whoever ends one, or gives it its row, claims it first, so only one does. Any thread.
 *
 * <p>Only the process that started an upload knows of it here, so where several processes share a
 * store the capacity is 0, and each start waits for its row.
 */
final class StartedUploads {
  /** Uploads without a row that a process keeps; more get their row at once. */
  static final int CAPACITY = 10_000;

  private final int capacity;
  private final Map<UploadId, Entry> entries = new ConcurrentHashMap<>();
  private final Map<RepositoryKey, Integer> counts = new ConcurrentHashMap<>();

  StartedUploads(int capacity) {
    this.capacity = capacity;
  }

  private record Entry(UploadRow upload, Instant startedAt, boolean claimed) {
    Entry claimed(boolean now) {
      return new Entry(upload, startedAt, now);
    }
  }

  /** Whether another may be added; a few more than the capacity are when several ask at once. */
  boolean hasRoom() {
    return entries.size() < capacity;
  }

  void add(UploadRow upload, Instant now) {
    entries.put(upload.id(), new Entry(upload, now, false));
    counts.merge(upload.repository(), 1, Integer::sum);
  }

  /** How many the repository has here. */
  int count(RepositoryKey repository) {
    return counts.getOrDefault(repository, 0);
  }

  /** The upload as its row would be; empty when it has one, or is none of this repository. */
  Optional<UploadRow> find(RepositoryKey repository, UploadId id) {
    return find(id).filter(upload -> upload.repository().equals(repository));
  }

  /** The same for one whose repository is known to be right. */
  Optional<UploadRow> find(UploadId id) {
    return Optional.ofNullable(entries.get(id)).map(Entry::upload);
  }

  /** Whether it is here, claimed or not. */
  boolean contains(UploadId id) {
    return entries.containsKey(id);
  }

  /** Whether it is here and nobody had claimed it; the caller now has. */
  boolean claim(UploadId id) {
    Entry entry = entries.get(id);
    return entry != null && !entry.claimed() && entries.replace(id, entry, entry.claimed(true));
  }

  /**
   * Claims the upload for work that ends it or gives it its row; if that throws, the upload is as
   * it was. UploadUnknown when somebody else has claimed it.
   */
  <T> T settle(UploadId id, Supplier<T> work) {
    if (!claim(id)) {
      throw new StorageFailure.UploadUnknown(id.toString()).exception();
    }
    boolean done = false;
    try {
      T result = work.get();
      done = true;
      return result;
    } finally {
      if (done) {
        remove(id);
      } else {
        entries.computeIfPresent(id, (same, entry) -> entry.claimed(false));
      }
    }
  }

  /** The upload has ended, or has its row now. */
  void remove(UploadId id) {
    Entry entry = entries.remove(id);
    if (entry != null) {
      counts.computeIfPresent(
          entry.upload().repository(), (same, count) -> count > 1 ? count - 1 : null);
    }
  }

  List<UploadRow> all() {
    return entries.values().stream().map(Entry::upload).toList();
  }

  /** Those that were started before then. */
  List<UploadRow> startedBefore(Instant then) {
    return entries.values().stream()
        .filter(entry -> entry.startedAt().isBefore(then))
        .map(Entry::upload)
        .toList();
  }
}
