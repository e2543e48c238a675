package io.entrepot.storage.metadata;

import io.entrepot.storage.blob.BlobLocation;
import io.entrepot.storage.encoding.Encoding;
import io.entrepot.storage.oci.Digest;
import io.entrepot.storage.oci.RepositoryKey;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What is to be reviewed, files to be deleted, and who still reads them. */
public final class GarbageRows {
  private GarbageRows() {}

  /**
   * A link to be reviewed.
   *
   * @param repository its repository's id
   * @param key its repository; empty for one that is hidden
   */
  public record DueLink(
      long repository, Optional<RepositoryKey> key, BlobRow blob, Instant reviewAt) {}

  /** A blob to be reviewed, which lost its last link. */
  public record DueBlob(BlobRow blob, Instant reviewAt) {}

  /** A file to be deleted; ids grow with time. */
  public record Removal(long id, Digest digest, BlobLocation.Stored location, long size) {}

  /**
   * How many wait for their review.
   *
   * @param oldest when the first was or is to be reviewed; empty when there is none
   */
  public record Waiting(long count, Optional<Instant> oldest) {}

  /** Files that wait to be deleted, and what they take. */
  public record Files(long count, long bytes) {}

  /** What was collected since the store was made. */
  public record Collected(long links, long blobs, long bytes) {}

  /** Links to be reviewed by then, the first ones first, at most so many. */
  public static List<DueLink> links(Sql sql, Instant by, int limit) {
    return sql.list(
        "SELECT "
            + BlobRows.COLUMNS
            + ", l.repository, l.review_at, r.registry, r.name FROM repository_blob l"
            + " JOIN blob b ON b.id = l.blob JOIN repository r ON r.id = l.repository"
            + " WHERE l.review_at <= ? ORDER BY l.review_at LIMIT ?",
        row ->
            new DueLink(
                row.getLong(6),
                ScrubRows.key(row.getString(8), row.getString(9)),
                BlobRows.read(row),
                Instant.ofEpochMilli(row.getLong(7))),
        by.toEpochMilli(),
        limit);
  }

  /** Blobs to be reviewed by then, the first ones first, at most so many. */
  public static List<DueBlob> blobs(Sql sql, Instant by, int limit) {
    return sql.list(
        "SELECT "
            + BlobRows.COLUMNS
            + ", b.review_at FROM blob b WHERE b.review_at <= ? ORDER BY b.review_at LIMIT ?",
        row -> new DueBlob(BlobRows.read(row), Instant.ofEpochMilli(row.getLong(6))),
        by.toEpochMilli(),
        limit);
  }

  /** Whether anything is to be done by then; holds do not count. */
  public static boolean isDue(Sql sql, Instant by) {
    long at = by.toEpochMilli();
    return sql.exists("SELECT 1 FROM repository_blob WHERE review_at <= ? LIMIT 1", at)
        || sql.exists("SELECT 1 FROM blob WHERE review_at <= ? LIMIT 1", at)
        || sql.exists("SELECT 1 FROM blob_removal LIMIT 1");
  }

  /** The blob is linked after all. */
  public static void keep(Sql sql, long blob) {
    sql.update("UPDATE blob SET review_at = NULL WHERE id = ?", blob);
  }

  /** Deletes a blob that nothing links, and has its file deleted, if it has one. */
  public static void drop(Sql sql, BlobRow blob) {
    switch (blob.location()) {
      case BlobLocation.Inline _ ->
          sql.update("DELETE FROM blob_content WHERE blob = ?", blob.id());
      case BlobLocation.Stored stored ->
          sql.update(
              "INSERT INTO blob_removal (digest, generation, encoding, size) VALUES (?, ?, ?, ?)",
              blob.digest().toString(),
              stored.generation(),
              stored.encoding().label(),
              blob.size());
    }
    sql.update("DELETE FROM blob WHERE id = ?", blob.id());
  }

  /** Files to be deleted that no hold protects, in the order of digest and id, after these. */
  public static List<Removal> removals(
      Sql sql, Instant now, String afterDigest, long afterId, int limit) {
    return sql.list(
        "SELECT id, digest, generation, encoding, size FROM blob_removal"
            + " WHERE (digest, id) > (?, ?) AND id <= (SELECT COALESCE(MIN(after_removal), "
            + Long.MAX_VALUE
            + ") FROM removal_hold WHERE expires_at > ?) ORDER BY digest, id LIMIT ?",
        GarbageRows::removal,
        afterDigest,
        afterId,
        now.toEpochMilli(),
        limit);
  }

  private static Removal removal(ResultSet row) throws SQLException {
    return new Removal(
        row.getLong(1),
        Digest.parse(row.getString(2)),
        new BlobLocation.Stored(row.getString(3), Encoding.labelled(row.getString(4))),
        row.getLong(5));
  }

  /** Whether a file of this name is to be deleted. */
  public static boolean isRemoval(Sql sql, Digest digest, String generation) {
    return sql.exists(
        "SELECT 1 FROM blob_removal WHERE digest = ? AND generation = ?",
        digest.toString(),
        generation);
  }

  /** The file is deleted. */
  public static void removed(Sql sql, long removal) {
    sql.update("DELETE FROM blob_removal WHERE id = ?", removal);
  }

  /** Adds to what was collected. */
  public static void count(Sql sql, long links, long blobs, long bytes) {
    sql.update(
        "UPDATE collected SET links = links + ?, blobs = blobs + ?, bytes = bytes + ? WHERE id = 1",
        links,
        blobs,
        bytes);
  }

  public static Collected collected(Sql sql) {
    return sql.one(
            "SELECT links, blobs, bytes FROM collected WHERE id = 1",
            row -> new Collected(row.getLong(1), row.getLong(2), row.getLong(3)))
        .orElseThrow();
  }

  /** Links that wait for their review; reads the index of each of them. */
  public static Waiting waitingLinks(Sql sql) {
    return waiting(
        sql, "SELECT COUNT(*), MIN(review_at) FROM repository_blob WHERE review_at IS NOT NULL");
  }

  /** Blobs without a link that wait for their review; reads the index of each of them. */
  public static Waiting waitingBlobs(Sql sql) {
    return waiting(sql, "SELECT COUNT(*), MIN(review_at) FROM blob WHERE review_at IS NOT NULL");
  }

  static Waiting waiting(Sql sql, String text) {
    return sql.one(text, row -> new Waiting(row.getLong(1), Sql.time(row, 2))).orElseThrow();
  }

  /** Files that wait to be deleted. */
  public static Files waitingFiles(Sql sql) {
    return sql.one(
            "SELECT COUNT(*), COALESCE(SUM(size), 0) FROM blob_removal",
            row -> new Files(row.getLong(1), row.getLong(2)))
        .orElseThrow();
  }

  /** Whether anybody keeps files from being deleted now. */
  public static boolean isHeld(Sql sql, Instant now) {
    return sql.exists(
        "SELECT 1 FROM removal_hold WHERE expires_at > ? LIMIT 1", now.toEpochMilli());
  }

  /** Keeps files from being deleted whose removal is recorded from now on. */
  public static void hold(Sql sql, String id, Instant now, Instant until) {
    sql.update("DELETE FROM removal_hold WHERE expires_at <= ?", now.toEpochMilli());
    sql.update(
        "INSERT INTO removal_hold (id, after_removal, expires_at)"
            + " VALUES (?, (SELECT COALESCE(MAX(id), 0) FROM blob_removal), ?)",
        id,
        until.toEpochMilli());
  }

  /**
   * Goes on with a hold that has not expired.
   *
   * @return whether it had not
   */
  public static boolean renew(Sql sql, String id, Instant now, Instant until) {
    return sql.update(
            "UPDATE removal_hold SET expires_at = ? WHERE id = ? AND expires_at > ?",
            until.toEpochMilli(),
            id,
            now.toEpochMilli())
        > 0;
  }

  public static void release(Sql sql, String id) {
    sql.update("DELETE FROM removal_hold WHERE id = ?", id);
  }
}
