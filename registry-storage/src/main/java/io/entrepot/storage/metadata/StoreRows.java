package io.entrepot.storage.metadata;

import io.entrepot.storage.oci.Descriptor;
import io.entrepot.storage.oci.Digest;
import io.entrepot.storage.oci.MediaType;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Rows of all repositories, page by page, for what looks at a whole store. */
public final class StoreRows {
  /** Whether what a reference names is there now, by the kind of the reference. */
  private static final String IS_HELD =
      "CASE WHEN f.kind IN ('config', 'layer') THEN EXISTS (SELECT 1 FROM blob b"
          + " JOIN repository_blob l ON l.blob = b.id AND l.repository = f.repository"
          + " WHERE b.digest = f.target)"
          + " ELSE EXISTS (SELECT 1 FROM manifest c"
          + " WHERE c.repository = f.repository AND c.digest = f.target) END";

  /** The name of a repository for people; that of a hidden one says beside which it is. */
  private static final String NAME =
      "CASE r.registry WHEN 'expired' THEN (SELECT o.name || ' (expired)' FROM repository o"
          + " WHERE o.id = CAST(r.name AS BIGINT)) ELSE r.name END";

  private StoreRows() {}

  /**
   * A manifest without its content.
   *
   * @param name of its repository; empty when that has no row
   */
  public record ManifestEntry(
      long id,
      long repository,
      Optional<String> name,
      Digest digest,
      long size,
      Optional<String> artifactType,
      Optional<String> subject) {}

  /** A reference, and whether what it names is there now, whatever it was when it was pushed. */
  public record CheckedReference(ReferenceRow reference, boolean held) {}

  /**
   * A tag.
   *
   * @param repositoryName empty when its repository has no row
   * @param sound whether its manifest is there, in the same repository
   */
  public record TagEntry(
      long repository, Optional<String> repositoryName, String name, boolean sound) {}

  /** An open upload whose bytes lie in a file. */
  public record UploadEntry(String id, long received) {}

  public static StoreTotals totals(Sql sql) {
    return sql.one(
            "SELECT (SELECT COUNT(*) FROM blob), (SELECT COALESCE(SUM(size), 0) FROM blob),"
                + " (SELECT COUNT(*) FROM manifest), (SELECT COUNT(*) FROM tag)",
            row -> new StoreTotals(row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4)))
        .orElseThrow();
  }

  /** Size of all blobs that lie in files. */
  public static long fileBytes(Sql sql) {
    return sql.one(
            "SELECT COALESCE(SUM(size), 0) FROM blob WHERE generation IS NOT NULL",
            row -> row.getLong(1))
        .orElseThrow();
  }

  /** Manifests in order of id, after the given one, at most so many. */
  public static List<ManifestEntry> manifests(Sql sql, long after, int limit) {
    return sql.list(
        "SELECT m.id, m.repository, "
            + NAME
            + ", m.digest, m.size, m.artifact_type, m.subject"
            + " FROM manifest m LEFT JOIN repository r ON r.id = m.repository"
            + " WHERE m.id > ? ORDER BY m.id LIMIT ?",
        StoreRows::manifest,
        after,
        limit);
  }

  private static ManifestEntry manifest(ResultSet row) throws SQLException {
    return new ManifestEntry(
        row.getLong(1),
        row.getLong(2),
        Optional.ofNullable(row.getString(3)),
        Digest.parse(row.getString(4)),
        row.getLong(5),
        Optional.ofNullable(row.getString(6)),
        Optional.ofNullable(row.getString(7)));
  }

  /** What a manifest names, in its order. */
  public static List<CheckedReference> references(Sql sql, long manifest) {
    return sql.list(
        "SELECT f.position, f.kind, f.presence, f.media_type, f.target, f.size, "
            + IS_HELD
            + " FROM manifest_reference f WHERE f.manifest = ? ORDER BY f.position",
        StoreRows::reference,
        manifest);
  }

  private static CheckedReference reference(ResultSet row) throws SQLException {
    ReferenceRow reference =
        new ReferenceRow(
            row.getInt(1),
            ReferenceRow.Kind.labelled(row.getString(2)),
            ReferenceRow.Presence.labelled(row.getString(3)),
            new Descriptor(
                new MediaType(row.getString(4)), Digest.parse(row.getString(5)), row.getLong(6)));
    return new CheckedReference(reference, row.getBoolean(7));
  }

  /** Tags in order of repository and name, after the given one, at most so many. */
  public static List<TagEntry> tags(Sql sql, long afterRepository, String afterName, int limit) {
    return sql.list(
        "SELECT t.repository, r.name, t.name, m.repository"
            + " FROM tag t LEFT JOIN repository r ON r.id = t.repository"
            + " LEFT JOIN manifest m ON m.id = t.manifest"
            + " WHERE (t.repository, t.name) > (?, ?) ORDER BY t.repository, t.name LIMIT ?",
        row -> {
          long repository = row.getLong(1);
          long home = row.getLong(4);
          return new TagEntry(
              repository,
              Optional.ofNullable(row.getString(2)),
              row.getString(3),
              home == repository);
        },
        afterRepository,
        afterName,
        limit);
  }

  /** Open uploads in order of id, after the given one, at most so many. */
  public static List<UploadEntry> uploads(Sql sql, String after, int limit) {
    return sql.list(
        "SELECT id, received FROM upload WHERE content IS NULL AND received > 0 AND id > ?"
            + " ORDER BY id LIMIT ?",
        row -> new UploadEntry(row.getString(1), row.getLong(2)),
        after,
        limit);
  }

  /** Whether there is such an upload, whatever it holds. */
  public static boolean isUpload(Sql sql, String id) {
    return sql.exists("SELECT 1 FROM upload WHERE id = ?", id);
  }

  /** Whether a blob's row names the file of this generation. */
  public static boolean isNamed(Sql sql, Digest digest, String generation) {
    return sql.exists(
        "SELECT 1 FROM blob WHERE digest = ? AND generation = ?", digest.toString(), generation);
  }

  /** Some manifests that name the blob, written {@code repository@digest}, at most so many. */
  public static List<String> namers(Sql sql, long blob, Digest digest, int limit) {
    return sql.list(
        "SELECT DISTINCT "
            + NAME
            + ", m.digest FROM repository_blob l"
            + " JOIN manifest_reference f ON f.repository = l.repository AND f.target = ?"
            + " AND f.kind IN ('config', 'layer')"
            + " JOIN manifest m ON m.id = f.manifest JOIN repository r ON r.id = m.repository"
            + " WHERE l.blob = ? LIMIT ?",
        row -> row.getString(1) + "@" + row.getString(2),
        digest.toString(),
        blob,
        limit);
  }
}
