package io.entrepot.storage.metadata;

import io.entrepot.storage.oci.Digest;
import java.time.Instant;
import java.util.List;

/**
 * Which repositories link which blobs, and when that is to be reviewed. After each transaction a
 * link without a time is named by a manifest of its repository, and a blob without one is linked.
 */
public final class LinkRows {
  /** What of a manifest keeps a blob; {@code f} is the reference. */
  private static final String NAMES = "f.repository = ? AND f.target = ? AND f.kind <> 'subject'";

  private LinkRows() {}

  /**
   * Links the blob, to be reviewed then. A link that is there already and waits for its review is
   * put off; one that does not stays as it is.
   */
  public static void link(Sql sql, long repository, long blob, Instant now, Instant reviewAt) {
    sql.update(
        "INSERT INTO repository_blob (repository, blob, linked_at, review_at) VALUES (?, ?, ?, ?)"
            + " ON CONFLICT (repository, blob) DO UPDATE SET review_at = excluded.review_at"
            + " WHERE repository_blob.review_at < excluded.review_at",
        repository,
        blob,
        now.toEpochMilli(),
        reviewAt.toEpochMilli());
    sql.update("UPDATE blob SET review_at = NULL WHERE id = ? AND review_at IS NOT NULL", blob);
  }

  /** A manifest of the repository names the blob: nothing is to be reviewed. */
  public static void keep(Sql sql, long repository, long blob) {
    sql.update(
        "UPDATE repository_blob SET review_at = NULL"
            + " WHERE repository = ? AND blob = ? AND review_at IS NOT NULL",
        repository,
        blob);
  }

  /**
   * After a manifest of the repository went that named this digest: when no other does and there is
   * such a link, it is to be reviewed then.
   *
   * @return whether it is
   */
  public static boolean review(Sql sql, long repository, Digest digest, Instant at) {
    return !isNamed(sql, repository, digest)
        && sql.update(
                "UPDATE repository_blob SET review_at = ? WHERE repository = ?"
                    + " AND blob = (SELECT id FROM blob WHERE digest = ?) AND review_at IS NULL",
                at.toEpochMilli(),
                repository,
                digest.toString())
            > 0;
  }

  /** Whether a manifest of the repository names the digest as something that it consists of. */
  public static boolean isNamed(Sql sql, long repository, Digest digest) {
    return sql.exists(
        "SELECT 1 FROM manifest_reference f WHERE " + NAMES + " LIMIT 1",
        repository,
        digest.toString());
  }

  /** Takes the blob from the repository. */
  public static void unlink(Sql sql, long repository, long blob) {
    sql.update("DELETE FROM repository_blob WHERE repository = ? AND blob = ?", repository, blob);
  }

  /** Whether any repository links the blob. */
  public static boolean isLinked(Sql sql, long blob) {
    return sql.exists("SELECT 1 FROM repository_blob WHERE blob = ? LIMIT 1", blob);
  }

  /** Whether a repository other than this one links the blob. */
  public static boolean isLinkedBeside(Sql sql, long blob, long repository) {
    return sql.exists(
        "SELECT 1 FROM repository_blob WHERE blob = ? AND repository <> ? LIMIT 1",
        blob,
        repository);
  }

  /** When no repository links the blob any more, it is to be reviewed then. */
  public static void reviewBlob(Sql sql, long blob, Instant at) {
    if (!isLinked(sql, blob)) {
      sql.update("UPDATE blob SET review_at = ? WHERE id = ?", at.toEpochMilli(), blob);
    }
  }

  /** Some blobs that the repository links, at most so many. */
  public static List<Long> some(Sql sql, long repository, int limit) {
    return sql.list(
        "SELECT blob FROM repository_blob WHERE repository = ? LIMIT ?",
        row -> row.getLong(1),
        repository,
        limit);
  }
}
