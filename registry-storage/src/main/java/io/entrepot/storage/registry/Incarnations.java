package io.entrepot.storage.registry;

import io.entrepot.storage.oci.RepositoryKey;
import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * Counts the repositories that had a name and were deleted. The count is part of the keys of
 * caches: so one step takes all that was in a repository out of them, however much it was, and a
 * reader who asked the database before the deletion fills in what nobody finds any more. Names
 * share counts, which costs a few of them what they have in memory and nothing else. Read by any
 * thread, changed by the database's writing thread.
 */
final class Incarnations {
  private static final int STRIPES = 1 << 10;

  private final AtomicIntegerArray counts = new AtomicIntegerArray(STRIPES);

  /** To be asked before the database is. */
  int of(RepositoryKey repository) {
    return counts.get(stripe(repository));
  }

  /** After a commit: the repository is no more. */
  void end(RepositoryKey repository) {
    counts.incrementAndGet(stripe(repository));
  }

  private static int stripe(RepositoryKey repository) {
    return (repository.hashCode() * 0x9e3779b9) >>> (Integer.SIZE - 10);
  }
}
