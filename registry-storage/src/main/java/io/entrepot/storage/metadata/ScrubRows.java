package io.entrepot.storage.metadata;

import io.entrepot.storage.oci.Digest;
import io.entrepot.storage.oci.RegistryId;
import io.entrepot.storage.oci.RepositoryKey;
import io.entrepot.storage.oci.RepositoryName;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What the scrub found broken, and who links it. */
public final class ScrubRows {
  /** The newest findings, which are kept; older ones are forgotten. */
  public static final int KEPT = 1_000;

  private ScrubRows() {}

  /**
   * A blob that was found broken.
   *
   * @param size in bytes
   * @param kind what is wrong with it, in a word
   * @param why the same in a sentence, and who names it
   * @param setAside whether it is served no more, so that a push heals it
   */
  public record Found(
      Digest digest, long size, String kind, String why, boolean setAside, Instant foundAt) {}

  /**
   * A repository that links a blob.
   *
   * @param key empty for one that is hidden
   */
  public record Linker(long repository, Optional<RepositoryKey> key) {}

  public static void insert(Sql sql, Found found) {
    long id =
        sql.one(
                "INSERT INTO scrub_finding (digest, size, kind, why, set_aside, found_at)"
                    + " VALUES (?, ?, ?, ?, ?, ?) RETURNING id",
                row -> row.getLong(1),
                found.digest().toString(),
                found.size(),
                found.kind(),
                found.why(),
                found.setAside() ? 1 : 0,
                found.foundAt().toEpochMilli())
            .orElseThrow();
    sql.update("DELETE FROM scrub_finding WHERE id <= ?", id - KEPT);
  }

  /** The newest first, at most so many. */
  public static List<Found> newest(Sql sql, int limit) {
    return sql.list(
        "SELECT digest, size, kind, why, set_aside, found_at FROM scrub_finding"
            + " ORDER BY id DESC LIMIT ?",
        row ->
            new Found(
                Digest.parse(row.getString(1)),
                row.getLong(2),
                row.getString(3),
                row.getString(4),
                row.getLong(5) != 0,
                Instant.ofEpochMilli(row.getLong(6))),
        limit);
  }

  /** Some repositories that link the blob, at most so many. */
  public static List<Linker> linkers(Sql sql, long blob, int limit) {
    return sql.list(
        "SELECT r.id, r.registry, r.name FROM repository_blob l"
            + " JOIN repository r ON r.id = l.repository WHERE l.blob = ? LIMIT ?",
        row -> new Linker(row.getLong(1), key(row.getString(2), row.getString(3))),
        blob,
        limit);
  }

  /** A hidden repository is in a registry that has no account. */
  static Optional<RepositoryKey> key(String registry, String name) {
    return RegistryId.isOne(registry)
        ? Optional.of(new RepositoryKey(new RegistryId(registry), new RepositoryName(name)))
        : Optional.empty();
  }
}
