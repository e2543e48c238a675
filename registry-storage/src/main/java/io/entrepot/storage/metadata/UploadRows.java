package io.entrepot.storage.metadata;

import io.entrepot.storage.oci.DigestAlgorithm;
import io.entrepot.storage.oci.RegistryId;
import io.entrepot.storage.oci.RepositoryKey;
import io.entrepot.storage.oci.RepositoryName;
import io.entrepot.storage.upload.UploadId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The open uploads of repositories. */
public final class UploadRows {
  private static final String COLUMNS =
      "id, registry, repository, algorithm, owner, received, content";

  private UploadRows() {}

  /** An upload without a byte. */
  public static void insert(Sql sql, UploadRow upload, Instant now) {
    sql.update(
        "INSERT INTO upload (id, registry, repository, algorithm, owner, received, started_at,"
            + " touched_at) VALUES (?, ?, ?, ?, ?, 0, ?, ?)",
        upload.id().toString(),
        upload.repository().registry().value(),
        upload.repository().name().value(),
        upload.algorithm().label(),
        upload.owner(),
        now.toEpochMilli(),
        now.toEpochMilli());
  }

  /** Whether the repository has at least so many; looks at no more than that. */
  public static boolean areAtLeast(Sql sql, RepositoryKey repository, int count) {
    return sql.exists(
        "SELECT 1 FROM upload WHERE registry = ? AND repository = ? LIMIT 1 OFFSET ?",
        repository.registry().value(),
        repository.name().value(),
        count - 1);
  }

  public static Optional<UploadRow> find(Sql sql, RepositoryKey repository, UploadId id) {
    return sql.one(
        "SELECT " + COLUMNS + " FROM upload WHERE id = ? AND registry = ? AND repository = ?",
        UploadRows::read,
        id.toString(),
        repository.registry().value(),
        repository.name().value());
  }

  /** Records how many bytes are durable in the upload's file; whether the upload is there. */
  public static boolean record(Sql sql, UploadId id, long received, Instant now) {
    return sql.update(
            "UPDATE upload SET received = ?, content = NULL, touched_at = ? WHERE id = ?",
            received,
            now.toEpochMilli(),
            id.toString())
        > 0;
  }

  /** Records all the bytes of an upload that has few; whether the upload is there. */
  public static boolean record(Sql sql, UploadId id, byte[] content, Instant now) {
    return sql.update(
            "UPDATE upload SET received = ?, content = ?, touched_at = ? WHERE id = ?",
            (long) content.length,
            content,
            now.toEpochMilli(),
            id.toString())
        > 0;
  }

  /** Whether the upload was there. */
  public static boolean delete(Sql sql, UploadId id) {
    return sql.update("DELETE FROM upload WHERE id = ?", id.toString()) > 0;
  }

  /** Uploads that nothing touched since then, the oldest first, at most so many. */
  public static List<UploadRow> untouchedSince(Sql sql, Instant since, int limit) {
    return sql.list(
        "SELECT " + COLUMNS + " FROM upload WHERE touched_at < ? ORDER BY touched_at LIMIT ?",
        UploadRows::read,
        since.toEpochMilli(),
        limit);
  }

  /** Whether the upload is there and nothing touched it since then. */
  public static boolean isUntouchedSince(Sql sql, UploadId id, Instant since) {
    return sql.exists(
        "SELECT 1 FROM upload WHERE id = ? AND touched_at < ?",
        id.toString(),
        since.toEpochMilli());
  }

  private static UploadRow read(ResultSet row) throws SQLException {
    return new UploadRow(
        new UploadId(UUID.fromString(row.getString(1))),
        new RepositoryKey(new RegistryId(row.getString(2)), new RepositoryName(row.getString(3))),
        DigestAlgorithm.labelled(row.getString(4)).orElseThrow(),
        row.getString(5),
        row.getLong(6),
        Optional.ofNullable(row.getBytes(7)));
  }
}
