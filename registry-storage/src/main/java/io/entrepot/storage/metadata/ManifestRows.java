package io.entrepot.storage.metadata;

import io.entrepot.storage.oci.Digest;
import io.entrepot.storage.oci.MediaType;
import io.entrepot.storage.oci.Tag;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** The manifests of repositories. */
public final class ManifestRows {
  private static final String COLUMNS = "m.id, m.digest, m.media_type, m.content";

  private ManifestRows() {}

  public static Optional<ManifestRow> find(Sql sql, long repository, Digest digest) {
    return sql.one(
        "SELECT " + COLUMNS + " FROM manifest m WHERE m.repository = ? AND m.digest = ?",
        ManifestRows::read,
        repository,
        digest.toString());
  }

  public static Optional<ManifestRow> find(Sql sql, long repository, Tag tag) {
    return sql.one(
        "SELECT "
            + COLUMNS
            + " FROM tag t JOIN manifest m ON m.id = t.manifest"
            + " WHERE t.repository = ? AND t.name = ?",
        ManifestRows::read,
        repository,
        tag.value());
  }

  /** The manifest's id, without reading its content. */
  public static Optional<Long> id(Sql sql, long repository, Digest digest) {
    return sql.one(
        "SELECT id FROM manifest WHERE repository = ? AND digest = ?",
        row -> row.getLong(1),
        repository,
        digest.toString());
  }

  /** Whether the repository has a manifest. */
  public static boolean hasAny(Sql sql, long repository) {
    return sql.exists("SELECT 1 FROM manifest WHERE repository = ? LIMIT 1", repository);
  }

  /** Some manifests of the repository, at most so many. */
  public static List<Long> some(Sql sql, long repository, int limit) {
    return sql.list(
        "SELECT id FROM manifest WHERE repository = ? LIMIT ?",
        row -> row.getLong(1),
        repository,
        limit);
  }

  /** The media type that the manifest was declared with. */
  public static MediaType mediaType(Sql sql, long manifest) {
    return sql.one(
            "SELECT media_type FROM manifest WHERE id = ?",
            row -> new MediaType(row.getString(1)),
            manifest)
        .orElseThrow();
  }

  public static long insert(Sql sql, NewManifest manifest) {
    return sql.one(
            "INSERT INTO manifest (repository, digest, media_type, artifact_type, subject, size,"
                + " pushed_at, content) VALUES (?, ?, ?, ?, ?, ?, ?, ?) RETURNING id",
            row -> row.getLong(1),
            manifest.repository(),
            manifest.digest().toString(),
            manifest.mediaType().value(),
            manifest.artifactType(),
            manifest.subject().map(Digest::toString),
            (long) manifest.content().length,
            manifest.pushedAt().toEpochMilli(),
            manifest.content())
        .orElseThrow();
  }

  /** Changes how the same bytes were declared to be read. */
  public static void redeclare(
      Sql sql, long manifest, MediaType mediaType, Optional<String> artifactType) {
    sql.update(
        "UPDATE manifest SET media_type = ?, artifact_type = ? WHERE id = ?",
        mediaType.value(),
        artifactType,
        manifest);
  }

  /** Deletes the row of a manifest whose tags and references are gone. */
  public static void delete(Sql sql, long manifest) {
    sql.update("DELETE FROM manifest WHERE id = ?", manifest);
  }

  /** Manifests that name the subject, in order of digest, after the given text, at most so many. */
  public static List<Digest> referrers(
      Sql sql, long repository, Digest subject, String after, int limit) {
    return sql.list(
        "SELECT digest FROM manifest WHERE repository = ? AND subject = ? AND digest > ?"
            + " ORDER BY digest LIMIT ?",
        row -> Digest.parse(row.getString(1)),
        repository,
        subject.toString(),
        after,
        limit);
  }

  /** The same, of one artifact type only. */
  public static List<Digest> referrersOfType(
      Sql sql, long repository, Digest subject, String artifactType, String after, int limit) {
    return sql.list(
        "SELECT digest FROM manifest WHERE repository = ? AND subject = ? AND artifact_type = ?"
            + " AND digest > ? ORDER BY digest LIMIT ?",
        row -> Digest.parse(row.getString(1)),
        repository,
        subject.toString(),
        artifactType,
        after,
        limit);
  }

  private static ManifestRow read(ResultSet row) throws SQLException {
    return new ManifestRow(
        row.getLong(1),
        Digest.parse(row.getString(2)),
        new MediaType(row.getString(3)),
        row.getBytes(4));
  }
}
