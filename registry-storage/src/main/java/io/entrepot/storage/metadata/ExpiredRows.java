package io.entrepot.storage.metadata;

import io.entrepot.storage.oci.Digest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Images that a policy took out of their repositories, each in the hidden one beside it. */
public final class ExpiredRows {
  private static final String COLUMNS =
      "e.id, e.manifest, e.repository, m.digest, e.leader, e.expired_at, e.due, e.priority,"
          + " e.reason";

  private static final String FROM =
      " FROM expired_image e JOIN manifest m ON m.id = e.manifest WHERE ";

  private static final String SELECT = "SELECT " + COLUMNS + FROM;

  /**
   * What was found once is not looked at again, so that a circle ends. The joins say their order:
   * from an image to those that went with it, and not over all of the repository.
   */
  static final String PUT_OFF =
      "WITH RECURSIVE along (manifest, digest) AS"
          + " (SELECT CAST(? AS BIGINT), CAST(? AS TEXT) UNION SELECT m.id, m.digest FROM along a"
          + " CROSS JOIN expired_image e CROSS JOIN manifest m"
          + " WHERE e.repository = ? AND e.leader = a.digest AND m.id = e.manifest)"
          + " UPDATE expired_image SET due = ?"
          + " WHERE manifest IN (SELECT manifest FROM along LIMIT ?) AND due < ?";

  private ExpiredRows() {}

  /**
   * One of them, without its tags: an image may have any number of them.
   *
   * @param id grows with time
   * @param repository the hidden one that it is in
   * @param leader the image that it went with
   * @param due from when on it is to be deleted
   * @param priority of the rule that decided
   */
  public record Expired(
      long id,
      long manifest,
      long repository,
      Digest digest,
      Optional<Digest> leader,
      Instant at,
      Instant due,
      int priority,
      String reason) {}

  /**
   * One of a list.
   *
   * @param tags the beginning of their text
   * @param tagCount how many there are
   */
  public record Listed(Expired image, String tags, int tagCount) {}

  /**
   * Adds one whose manifest is in the hidden repository already; its id is not looked at.
   *
   * @param tags that it had, with a space between two
   * @param tagCount how many they are
   */
  public static void add(Sql sql, Expired image, String tags, int tagCount) {
    sql.update(
        "INSERT INTO expired_image (manifest, repository, tags, tag_count, leader, expired_at, due,"
            + " priority, reason) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        image.manifest(),
        image.repository(),
        tags,
        tagCount,
        image.leader().map(Digest::toString),
        image.at().toEpochMilli(),
        image.due().toEpochMilli(),
        (long) image.priority(),
        image.reason());
  }

  /** The one of this digest in a hidden repository. */
  public static Optional<Expired> find(Sql sql, long repository, Digest digest) {
    return sql.one(
        SELECT + "m.repository = ? AND m.digest = ?",
        ExpiredRows::read,
        repository,
        digest.toString());
  }

  /** The tags that one had, with a space between two. */
  public static String tags(Sql sql, Expired image) {
    return sql.one(
            "SELECT tags FROM expired_image WHERE id = ?", row -> row.getString(1), image.id())
        .orElseThrow();
  }

  /**
   * Those of a hidden repository in the order in which they went, after this one.
   *
   * @param length of the beginning of the text of their tags, in characters
   */
  public static List<Listed> page(Sql sql, long repository, long after, int length, int limit) {
    return sql.list(
        "SELECT "
            + COLUMNS
            + ", substr(e.tags, 1, ?), e.tag_count"
            + FROM
            + "e.repository = ? AND e.id > ? ORDER BY e.id LIMIT ?",
        row -> new Listed(read(row), row.getString(10), row.getInt(11)),
        (long) length,
        repository,
        after,
        limit);
  }

  /** Those of a hidden repository that went with this image, at most so many. */
  public static List<Expired> followers(Sql sql, long repository, Digest leader, int limit) {
    return sql.list(
        SELECT + "e.repository = ? AND e.leader = ? LIMIT ?",
        ExpiredRows::read,
        repository,
        leader.toString(),
        limit);
  }

  /** Whether a hidden repository has any. */
  public static boolean hasAny(Sql sql, long repository) {
    return sql.exists("SELECT 1 FROM expired_image WHERE repository = ? LIMIT 1", repository);
  }

  /** Whether any is to be deleted by then. */
  public static boolean isDue(Sql sql, Instant by) {
    return sql.exists("SELECT 1 FROM expired_image WHERE due <= ? LIMIT 1", by.toEpochMilli());
  }

  /** How many there are in the whole store, and when the first of them is to be deleted. */
  public static GarbageRows.Waiting waiting(Sql sql) {
    return GarbageRows.waiting(sql, "SELECT COUNT(*), MIN(due) FROM expired_image");
  }

  /** Those to be deleted by then, the first ones first, at most so many. */
  public static List<Expired> due(Sql sql, Instant by, int limit) {
    return sql.list(
        SELECT + "e.due <= ? ORDER BY e.due, e.id LIMIT ?",
        ExpiredRows::read,
        by.toEpochMilli(),
        limit);
  }

  /**
   * Puts off what went with this image earlier, and with that, and so on, to when it is to be
   * deleted itself.
   *
   * @param limit of images that are looked at, with this one
   */
  public static void putOff(Sql sql, Expired leader, int limit) {
    sql.update(
        PUT_OFF,
        leader.manifest(),
        leader.digest().toString(),
        leader.repository(),
        leader.due().toEpochMilli(),
        limit,
        leader.due().toEpochMilli());
  }

  /** Forgets that the manifest expired, if it did. */
  public static void remove(Sql sql, long manifest) {
    sql.update("DELETE FROM expired_image WHERE manifest = ?", manifest);
  }

  private static Expired read(ResultSet row) throws SQLException {
    return new Expired(
        row.getLong(1),
        row.getLong(2),
        row.getLong(3),
        Digest.parse(row.getString(4)),
        Optional.ofNullable(row.getString(5)).map(Digest::parse),
        Instant.ofEpochMilli(row.getLong(6)),
        Instant.ofEpochMilli(row.getLong(7)),
        row.getInt(8),
        row.getString(9));
  }
}
