package io.entrepot.storage.metadata;

import io.entrepot.storage.blob.BlobLocation;
import io.entrepot.storage.encoding.Encoding;
import io.entrepot.storage.oci.Digest;
import io.entrepot.storage.oci.RegistryId;
import io.entrepot.storage.oci.RepositoryKey;
import io.entrepot.storage.oci.RepositoryName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Blobs, whoever links them. */
public final class BlobRows {
  /** What a query of whole blobs begins with; {@code b} is the blob. */
  static final String COLUMNS = "b.id, b.digest, b.size, b.generation, b.encoding";

  /** Links that a search for mount candidates looks at, whatever registry they are of. */
  private static final int CANDIDATE_LINKS = 1_000;

  private BlobRows() {}

  public static Optional<BlobRow> find(Sql sql, Digest digest) {
    return sql.one(
        "SELECT " + COLUMNS + " FROM blob b WHERE b.digest = ?", BlobRows::read, digest.toString());
  }

  /** The blob, when the repository links it. */
  public static Optional<LinkRow> linked(Sql sql, long repository, Digest digest) {
    return sql.one(
        "SELECT "
            + COLUMNS
            + ", l.review_at FROM blob b"
            + " JOIN repository_blob l ON l.blob = b.id AND l.repository = ?"
            + " WHERE b.digest = ?",
        row -> new LinkRow(read(row), Sql.time(row, 6)),
        repository,
        digest.toString());
  }

  /** The bytes of a blob that lies inline; empty when there is none such. */
  public static Optional<byte[]> content(Sql sql, long blob) {
    return sql.one("SELECT content FROM blob_content WHERE blob = ?", row -> row.getBytes(1), blob);
  }

  public static BlobRow insertStored(
      Sql sql, Digest digest, long size, BlobLocation.Stored location, Instant now) {
    long id =
        insert(
            sql,
            digest,
            size,
            Optional.of(location.generation()),
            Optional.of(location.encoding().label()),
            now);
    return new BlobRow(id, digest, size, location);
  }

  public static BlobRow insertInline(Sql sql, Digest digest, byte[] content, Instant now) {
    long id = insert(sql, digest, content.length, Optional.empty(), Optional.empty(), now);
    sql.update("INSERT INTO blob_content (blob, content) VALUES (?, ?)", id, content);
    return new BlobRow(id, digest, content.length, new BlobLocation.Inline());
  }

  private static long insert(
      Sql sql,
      Digest digest,
      long size,
      Optional<String> generation,
      Optional<String> encoding,
      Instant now) {
    return sql.one(
            "INSERT INTO blob (digest, size, generation, encoding, created_at)"
                + " VALUES (?, ?, ?, ?, ?) RETURNING id",
            row -> row.getLong(1),
            digest.toString(),
            size,
            generation,
            encoding,
            now.toEpochMilli())
        .orElseThrow();
  }

  /** Some repositories of the registry that link the blob, the oldest first, at most so many. */
  public static List<RepositoryKey> linkers(
      Sql sql, RegistryId registry, Digest digest, int limit) {
    return sql.list(
        "SELECT r.name FROM (SELECT l.repository FROM blob b"
            + " JOIN repository_blob l ON l.blob = b.id WHERE b.digest = ?"
            + " ORDER BY l.repository LIMIT ?) c"
            + " JOIN repository r ON r.id = c.repository WHERE r.registry = ?"
            + " ORDER BY r.id LIMIT ?",
        row -> new RepositoryKey(registry, new RepositoryName(row.getString(1))),
        digest.toString(),
        CANDIDATE_LINKS,
        registry.value(),
        limit);
  }

  /** Blobs in order of id, after the given one, at most so many. */
  public static List<BlobRow> page(Sql sql, long after, int limit) {
    return sql.list(
        "SELECT " + COLUMNS + " FROM blob b WHERE b.id > ? ORDER BY b.id LIMIT ?",
        BlobRows::read,
        after,
        limit);
  }

  static BlobRow read(ResultSet row) throws SQLException {
    Optional<String> generation = Optional.ofNullable(row.getString(4));
    BlobLocation location =
        generation.isPresent()
            ? new BlobLocation.Stored(generation.get(), Encoding.labelled(row.getString(5)))
            : new BlobLocation.Inline();
    return new BlobRow(row.getLong(1), Digest.parse(row.getString(2)), row.getLong(3), location);
  }
}
