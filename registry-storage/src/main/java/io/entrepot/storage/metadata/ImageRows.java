package io.entrepot.storage.metadata;

import io.entrepot.storage.oci.Digest;
import io.entrepot.storage.oci.MediaType;
import io.entrepot.storage.oci.Tag;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Manifests as those who list them see them: without their content, with their tags. */
public final class ImageRows {
  /** Children of an index that its size is told from. */
  private static final int SIZED_CHILDREN = 100;

  private static final String COLUMNS =
      "m.id, m.digest, m.media_type, m.artifact_type, m.subject, m.pushed_at";

  private ImageRows() {}

  /** A tag and the manifest that it names. */
  public record Tagged(Tag tag, Digest digest) {}

  /** A tag, since when it names its manifest, and that. */
  public record Dated(Tag tag, Instant since, ImageRow image) {}

  /** A manifest, and whether any tag names it. */
  public record Named(Digest digest, boolean tagged) {}

  public static Optional<ImageRow> find(Sql sql, long repository, Digest digest) {
    return sql.one(
        "SELECT " + COLUMNS + " FROM manifest m WHERE m.repository = ? AND m.digest = ?",
        ImageRows::read,
        repository,
        digest.toString());
  }

  public static Optional<ImageRow> find(Sql sql, long repository, Tag tag) {
    return sql.one(
        "SELECT "
            + COLUMNS
            + " FROM tag t JOIN manifest m ON m.id = t.manifest"
            + " WHERE t.repository = ? AND t.name = ?",
        ImageRows::read,
        repository,
        tag.value());
  }

  /** In order of digest, after the given text, at most so many. */
  public static List<ImageRow> page(Sql sql, long repository, String after, int limit) {
    return sql.list(
        "SELECT "
            + COLUMNS
            + " FROM manifest m WHERE m.repository = ? AND m.digest > ?"
            + " ORDER BY m.digest LIMIT ?",
        ImageRows::read,
        repository,
        after,
        limit);
  }

  /** The same with the digests alone. */
  public static List<Named> digests(Sql sql, long repository, String after, int limit) {
    return sql.list(
        "SELECT m.digest, EXISTS (SELECT 1 FROM tag t WHERE t.manifest = m.id) FROM manifest m"
            + " WHERE m.repository = ? AND m.digest > ? ORDER BY m.digest LIMIT ?",
        row -> new Named(Digest.parse(row.getString(1)), row.getBoolean(2)),
        repository,
        after,
        limit);
  }

  /** Tags in ASCII order, after the given text, at most so many, each with its manifest. */
  public static List<Tagged> tags(Sql sql, long repository, String after, int limit) {
    return sql.list(
        "SELECT t.name, m.digest FROM tag t JOIN manifest m ON m.id = t.manifest"
            + " WHERE t.repository = ? AND t.name > ? ORDER BY t.name LIMIT ?",
        row -> new Tagged(new Tag(row.getString(1)), Digest.parse(row.getString(2))),
        repository,
        after,
        limit);
  }

  /** The same with all that is known of the manifest, and since when the tag names it. */
  public static List<Dated> dated(Sql sql, long repository, String after, int limit) {
    return sql.list(
        "SELECT "
            + COLUMNS
            + ", t.name, t.updated_at FROM tag t JOIN manifest m ON m.id = t.manifest"
            + " WHERE t.repository = ? AND t.name > ? ORDER BY t.name LIMIT ?",
        row ->
            new Dated(new Tag(row.getString(7)), Instant.ofEpochMilli(row.getLong(8)), read(row)),
        repository,
        after,
        limit);
  }

  /** The tags of a manifest in ASCII order, at most so many. */
  public static List<Tag> tagsOf(Sql sql, long manifest, int limit) {
    return sql.list(
        "SELECT name FROM tag WHERE manifest = ? ORDER BY name LIMIT ?",
        row -> new Tag(row.getString(1)),
        manifest,
        limit);
  }

  /** What an image's configuration and layers take, in bytes; 0 for an index. */
  public static long size(Sql sql, long manifest) {
    return number(
        sql,
        "SELECT SUM(size) FROM manifest_reference WHERE manifest = ?"
            + " AND kind IN ('config', 'layer')",
        manifest);
  }

  /** The size of the largest image of an index. */
  public static long largestChild(Sql sql, long manifest) {
    return number(
        sql,
        "SELECT MAX(total) FROM (SELECT SUM(f.size) AS total FROM (SELECT repository, target FROM"
            + " manifest_reference WHERE manifest = ? AND kind = 'manifest' ORDER BY position LIMIT"
            + " "
            + SIZED_CHILDREN
            + ") c JOIN manifest m ON m.repository = c.repository AND m.digest = c.target"
            + " JOIN manifest_reference f ON f.manifest = m.id AND f.kind IN ('config', 'layer')"
            + " GROUP BY m.id)",
        manifest);
  }

  private static long number(Sql sql, String text, long manifest) {
    return sql.one(text, row -> row.getLong(1), manifest).orElse(0L);
  }

  private static ImageRow read(ResultSet row) throws SQLException {
    return new ImageRow(
        row.getLong(1),
        Digest.parse(row.getString(2)),
        new MediaType(row.getString(3)),
        Optional.ofNullable(row.getString(4)),
        Optional.ofNullable(row.getString(5)).map(Digest::parse),
        Instant.ofEpochMilli(row.getLong(6)));
  }
}
