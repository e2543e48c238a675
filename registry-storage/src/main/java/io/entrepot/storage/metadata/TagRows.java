package io.entrepot.storage.metadata;

import io.entrepot.storage.oci.Tag;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The tags of repositories, each of which names a manifest of its repository. */
public final class TagRows {
  private TagRows() {}

  /** Sets the tag; writes nothing when it names this manifest already. */
  public static void set(Sql sql, long repository, Tag tag, long manifest, Instant now) {
    sql.update(
        "INSERT INTO tag (repository, name, manifest, updated_at) VALUES (?, ?, ?, ?)"
            + " ON CONFLICT (repository, name) DO UPDATE"
            + " SET manifest = excluded.manifest, updated_at = excluded.updated_at"
            + " WHERE tag.manifest <> excluded.manifest",
        repository,
        tag.value(),
        manifest,
        now.toEpochMilli());
  }

  /** The manifest that a tag names. */
  public static Optional<Long> manifest(Sql sql, long repository, Tag tag) {
    return sql.one(
        "SELECT manifest FROM tag WHERE repository = ? AND name = ?",
        row -> row.getLong(1),
        repository,
        tag.value());
  }

  /** Whether there was such a tag. */
  public static boolean delete(Sql sql, long repository, Tag tag) {
    return sql.update("DELETE FROM tag WHERE repository = ? AND name = ?", repository, tag.value())
        > 0;
  }

  public static List<Tag> of(Sql sql, long manifest) {
    return sql.list(
        "SELECT name FROM tag WHERE manifest = ?", row -> new Tag(row.getString(1)), manifest);
  }

  /** The same, at most so many. */
  public static List<Tag> of(Sql sql, long manifest, int limit) {
    return sql.list(
        "SELECT name FROM tag WHERE manifest = ? LIMIT ?",
        row -> new Tag(row.getString(1)),
        manifest,
        limit);
  }

  public static void deleteOf(Sql sql, long manifest) {
    sql.update("DELETE FROM tag WHERE manifest = ?", manifest);
  }

  /** Tags in ASCII order, after the given text, at most so many. */
  public static List<Tag> page(Sql sql, long repository, String after, int limit) {
    return sql.list(
        "SELECT name FROM tag WHERE repository = ? AND name > ? ORDER BY name LIMIT ?",
        row -> new Tag(row.getString(1)),
        repository,
        after,
        limit);
  }

  /** Deletes some tags of a repository, at most so many; how many there were. */
  public static int deleteSome(Sql sql, long repository, int limit) {
    return sql.update(
        "DELETE FROM tag WHERE repository = ? AND name IN"
            + " (SELECT name FROM tag WHERE repository = ? LIMIT ?)",
        repository,
        repository,
        limit);
  }
}
