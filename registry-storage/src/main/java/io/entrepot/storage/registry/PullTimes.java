package io.entrepot.storage.registry;

import io.entrepot.storage.metadata.Database;
import io.entrepot.storage.metadata.ManifestRows;
import io.entrepot.storage.metadata.PullRows;
import io.entrepot.storage.metadata.RegistryRows;
import io.entrepot.storage.metadata.RepositoryRows;
import io.entrepot.storage.metadata.Sql;
import io.entrepot.storage.oci.Digest;
import io.entrepot.storage.oci.RegistryId;
import io.entrepot.storage.oci.RepositoryKey;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * When images were last pulled. A pull is noted in memory, so that it costs no write; now and then
 * what was noted is written, many images in one transaction. A crash loses what was noted since the
 * last time, and a pull that comes while {@link #MOST_NOTED} other images are noted is not noted.
 *
 * <p>Which principals' pulls do not count is told from memory likewise: all of them are there from
 * the start on, and a change is in force once its caller hears of it. Any thread.
 */
public final class PullTimes {
  /** How often what was noted is to be written. */
  public static final Duration FLUSH_EVERY = Duration.ofSeconds(30);

  /** A pull that comes within this time of the one that was recorded is not recorded. */
  public static final Duration APART = Duration.ofMinutes(1);

  /** Most images that are noted at a time; about 20 MiB. */
  public static final int MOST_NOTED = 100_000;

  /** Pulls that one transaction writes. */
  static final int BATCH = 500;

  /** A pull that comes within so many milliseconds of the noted one is not noted. */
  private static final long NOTED_APART = 1_000;

  private record Pull(RepositoryKey repository, Digest digest) {}

  private final Database database;
  private final InstantSource clock;
  private final Map<Pull, Long> noted = new ConcurrentHashMap<>();
  private final Map<RegistryId, Set<String>> excluded = new ConcurrentHashMap<>();

  private PullTimes(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  static PullTimes of(Database database, InstantSource clock) {
    PullTimes pulls = new PullTimes(database, clock);
    database
        .read(RegistryRows::exclusions)
        .forEach(each -> pulls.exclude(each.registry(), each.principal()));
    return pulls;
  }

  /**
   * Notes that an image is pulled now. Never blocks.
   *
   * @param principal the ARN of whoever pulls; asked for only when somebody's pulls do not count
   */
  public void note(RepositoryKey repository, Digest digest, Supplier<String> principal) {
    Set<String> uncounted = excluded.getOrDefault(repository.registry(), Set.of());
    if (!uncounted.isEmpty() && uncounted.contains(principal.get())) {
      return;
    }
    Pull pull = new Pull(repository, digest);
    long now = clock.millis();
    Long last = noted.get(pull);
    if (last == null ? noted.size() < MOST_NOTED : now - last >= NOTED_APART) {
      noted.put(pull, now);
    }
  }

  /** Of this principal no pull counts any more. Before the change is acknowledged. */
  void exclude(RegistryId registry, String principal) {
    excluded.merge(registry, Set.of(principal), PullTimes::and);
  }

  /** Its pulls count again. */
  void include(RegistryId registry, String principal) {
    excluded.computeIfPresent(
        registry,
        (same, principals) -> {
          Set<String> fewer = new TreeSet<>(principals);
          fewer.remove(principal);
          return Set.copyOf(fewer);
        });
  }

  private static Set<String> and(Set<String> principals, Set<String> more) {
    Set<String> all = new TreeSet<>(principals);
    all.addAll(more);
    return Set.copyOf(all);
  }

  /** When an image was last pulled, written down or only noted. */
  Optional<Instant> last(Sql sql, RepositoryKey repository, long manifest, Digest digest) {
    return noted(repository, digest).or(() -> PullRows.find(sql, manifest));
  }

  /** When an image was pulled, as far as that is not written down yet. */
  Optional<Instant> noted(RepositoryKey repository, Digest digest) {
    return Optional.ofNullable(noted.get(new Pull(repository, digest))).map(Instant::ofEpochMilli);
  }

  /**
   * Writes what was noted, many pulls in each transaction. Blocks.
   *
   * @return how many pulls that was
   */
  public int flush() {
    List<Map.Entry<Pull, Long>> pulls =
        noted.entrySet().stream().map(each -> Map.entry(each.getKey(), each.getValue())).toList();
    for (int from = 0; from < pulls.size(); from += BATCH) {
      write(pulls.subList(from, Math.min(from + BATCH, pulls.size())));
    }
    return pulls.size();
  }

  /** What was pulled again meanwhile stays noted. */
  private void write(Collection<Map.Entry<Pull, Long>> pulls) {
    database.write(transaction -> {
      pulls.forEach(pull -> write(transaction.sql(), pull.getKey(), pull.getValue()));
      return pulls;
    });
    pulls.forEach(pull -> noted.remove(pull.getKey(), pull.getValue()));
  }

  /** Of an image that is gone there is nothing to write. */
  private static void write(Sql sql, Pull pull, long at) {
    RepositoryRows.find(sql, pull.repository())
        .flatMap(repository -> ManifestRows.id(sql, repository, pull.digest()))
        .ifPresent(manifest -> PullRows.set(sql, manifest, Instant.ofEpochMilli(at), APART));
  }

  /** Writes what was noted, if the store takes any writes still. */
  void close() {
    if (!database.hasStopped()) {
      flush();
    }
  }
}
