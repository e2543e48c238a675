package io.entrepot.storage.metadata;

import io.entrepot.storage.blob.BlobContent;
import io.entrepot.storage.blob.BlobLocation;
import io.entrepot.storage.blob.BlobStore;
import io.entrepot.storage.oci.Digest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What holds of every store at every moment: no tag without its manifest, no manifest without its
 * blobs, every blob hashes to its name, nothing is garbage that nobody is to review. Looks at all
 * that there is; for tests, with an open store.
 */
public final class StoreInvariants {
  private final Sql sql;
  private final BlobStore blobs;
  private final List<String> violations = new ArrayList<>();

  private StoreInvariants(Sql sql, BlobStore blobs) {
    this.sql = sql;
    this.blobs = blobs;
  }

  /** Each violation in a line; none in a good store. */
  public static List<String> violations(Database database, BlobStore blobs) {
    return database.read(sql -> {
      StoreInvariants invariants = new StoreInvariants(sql, blobs);
      invariants.checkDatabase();
      invariants.checkTags();
      invariants.checkManifests();
      invariants.checkReferences();
      invariants.checkReviews();
      invariants.checkUploads();
      invariants.checkBlobs();
      return List.copyOf(invariants.violations);
    });
  }

  /** Files of blobs that no row names; a crash may leave some, nothing else does. */
  public static List<String> orphanedFiles(Database database, BlobStore blobs) {
    Set<String> known =
        new HashSet<>(
            database.read(rows ->
                rows.list(
                    "SELECT digest, generation FROM blob WHERE generation IS NOT NULL"
                        + " UNION ALL SELECT digest, generation FROM blob_removal",
                    row -> row.getString(1) + " " + row.getString(2))));
    List<String> orphans = new ArrayList<>();
    blobs.list(file -> {
      String name = file.digest() + " " + file.generation();
      if (!known.contains(name)) {
        orphans.add(name);
      }
    });
    return orphans;
  }

  private void checkDatabase() {
    sql.list("PRAGMA foreign_key_check", row -> row.getString(1))
        .forEach(table -> violations.add("a row of " + table + " names a row that is not there"));
    sql.list("PRAGMA integrity_check", row -> row.getString(1)).stream()
        .filter(line -> !line.equals("ok"))
        .forEach(violations::add);
  }

  private void checkTags() {
    violations.addAll(
        sql.list(
            "SELECT t.name FROM tag t LEFT JOIN manifest m"
                + " ON m.id = t.manifest AND m.repository = t.repository WHERE m.id IS NULL",
            row -> "tag " + row.getString(1) + " has no manifest in its repository"));
  }

  private void checkManifests() {
    sql.list("SELECT id FROM manifest", row -> row.getLong(1)).forEach(this::checkManifest);
  }

  private void checkManifest(long id) {
    sql.list(
            "SELECT digest, size, content FROM manifest WHERE id = ?",
            row -> problem(row.getString(1), row.getLong(2), row.getBytes(3)),
            id)
        .forEach(violations::addAll);
  }

  private void checkReferences() {
    violations.addAll(
        sql.list(
            "SELECT m.digest, f.target FROM manifest_reference f JOIN manifest m"
                + " ON m.id = f.manifest WHERE f.presence = 'held' AND f.kind <> 'manifest'"
                + " AND NOT EXISTS (SELECT 1 FROM blob b JOIN repository_blob l ON l.blob = b.id"
                + " WHERE b.digest = f.target AND l.repository = m.repository)",
            row -> "manifest " + row.getString(1) + " lacks blob " + row.getString(2)));
    violations.addAll(
        sql.list(
            "SELECT m.digest, f.target FROM manifest_reference f JOIN manifest m"
                + " ON m.id = f.manifest WHERE f.presence = 'held' AND f.kind = 'manifest'"
                + " AND NOT EXISTS (SELECT 1 FROM manifest c"
                + " WHERE c.digest = f.target AND c.repository = m.repository)",
            row -> "index " + row.getString(1) + " lacks manifest " + row.getString(2)));
    violations.addAll(
        sql.list(
            "SELECT m.digest FROM manifest_reference f JOIN manifest m ON m.id = f.manifest"
                + " WHERE f.repository <> m.repository",
            row -> "a reference of " + row.getString(1) + " is of another repository"));
  }

  /** What may be garbage is to be reviewed, so that nothing is forgotten. */
  private void checkReviews() {
    violations.addAll(
        sql.list(
            "SELECT l.repository, b.digest FROM repository_blob l JOIN blob b ON b.id = l.blob"
                + " JOIN repository r ON r.id = l.repository"
                + " WHERE l.review_at IS NULL AND r.registry <> '' AND NOT EXISTS"
                + " (SELECT 1 FROM manifest_reference f WHERE f.repository = l.repository"
                + " AND f.target = b.digest AND f.kind <> 'subject')",
            row ->
                "no manifest of repository "
                    + row.getLong(1)
                    + " names blob "
                    + row.getString(2)
                    + ", which is not to be reviewed"));
    violations.addAll(
        sql.list(
            "SELECT l.repository, b.digest FROM repository_blob l JOIN blob b ON b.id = l.blob"
                + " WHERE l.review_at IS NOT NULL AND EXISTS"
                + " (SELECT 1 FROM manifest_reference f WHERE f.repository = l.repository"
                + " AND f.target = b.digest AND f.presence = 'held' AND f.kind <> 'manifest')",
            row ->
                "a manifest of repository "
                    + row.getLong(1)
                    + " holds blob "
                    + row.getString(2)
                    + ", which is to be reviewed"));
    violations.addAll(
        sql.list(
            "SELECT b.digest FROM blob b WHERE b.review_at IS NULL"
                + " AND NOT EXISTS (SELECT 1 FROM repository_blob l WHERE l.blob = b.id)",
            row -> "nothing links blob " + row.getString(1) + ", which is not to be reviewed"));
    violations.addAll(
        sql.list(
            "SELECT r.digest FROM blob_removal r JOIN blob b"
                + " ON b.digest = r.digest AND b.generation = r.generation",
            row -> "the file of blob " + row.getString(1) + " is to be deleted"));
  }

  private void checkUploads() {
    violations.addAll(
        sql.list(
            "SELECT id FROM upload WHERE content IS NOT NULL AND received <> LENGTH(content)",
            row -> "upload " + row.getString(1) + " has not as many bytes as it says"));
  }

  private void checkBlobs() {
    long after = 0;
    List<BlobRow> page = BlobRows.page(sql, after, 1_000);
    while (!page.isEmpty()) {
      page.forEach(this::checkBlob);
      after = page.getLast().id();
      page = BlobRows.page(sql, after, 1_000);
    }
  }

  private void checkBlob(BlobRow blob) {
    switch (blob.location()) {
      case BlobLocation.Inline _ ->
          BlobRows.content(sql, blob.id())
              .ifPresentOrElse(
                  content ->
                      violations.addAll(problem(blob.digest().toString(), blob.size(), content)),
                  () -> violations.add("blob " + blob.digest() + " has no content"));
      case BlobLocation.Stored stored -> {
        try (BlobContent content = blobs.open(blob.digest(), stored, blob.size())) {
          violations.addAll(problem(blob.digest().toString(), blob.size(), bytes(content)));
        } catch (IOException | UncheckedIOException e) {
          violations.add("blob " + blob.digest() + " cannot be read: " + e);
        }
      }
    }
  }

  private static byte[] bytes(BlobContent content) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(Math.toIntExact(content.size()));
    while (buffer.hasRemaining()) {
      int read = content.channel().read(buffer, content.position() + buffer.position());
      if (read < 0) {
        throw new IOException("the file ends after " + buffer.position() + " bytes");
      }
    }
    return buffer.array();
  }

  private static List<String> problem(String name, long size, byte[] content) {
    Digest digest = Digest.parse(name);
    if (content.length != size) {
      return List.of(name + " has " + content.length + " bytes, not " + size);
    }
    return Digest.of(digest.algorithm(), content).equals(digest)
        ? List.of()
        : List.of(name + " does not hash to its name");
  }
}
