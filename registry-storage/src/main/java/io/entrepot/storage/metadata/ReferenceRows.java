package io.entrepot.storage.metadata;

import io.entrepot.storage.metadata.ReferenceRow.Kind;
import io.entrepot.storage.metadata.ReferenceRow.Presence;
import io.entrepot.storage.oci.Descriptor;
import io.entrepot.storage.oci.Digest;
import io.entrepot.storage.oci.MediaType;
import java.util.List;
import java.util.Optional;

/** What manifests name. */
public final class ReferenceRows {
  private ReferenceRows() {}

  public static void insert(Sql sql, long repository, long manifest, ReferenceRow reference) {
    sql.update(
        "INSERT INTO manifest_reference (manifest, position, repository, target, kind, presence,"
            + " media_type, size) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        manifest,
        reference.position(),
        repository,
        reference.target().digest().toString(),
        reference.kind().label(),
        reference.presence().label(),
        reference.target().mediaType().value(),
        reference.target().size());
  }

  /** The descriptors of one manifest, in their order. */
  public static List<ReferenceRow> of(Sql sql, long manifest) {
    return sql.list(
        "SELECT position, kind, presence, media_type, target, size FROM manifest_reference"
            + " WHERE manifest = ? ORDER BY position",
        row ->
            new ReferenceRow(
                row.getInt(1),
                Kind.labelled(row.getString(2)),
                Presence.labelled(row.getString(3)),
                new Descriptor(
                    new MediaType(row.getString(4)),
                    Digest.parse(row.getString(5)),
                    row.getLong(6))),
        manifest);
  }

  /** How many descriptors a manifest of a repository has; 0 when it is not there. */
  public static int count(Sql sql, long repository, Digest manifest) {
    return sql.one(
            "SELECT COUNT(*) FROM manifest_reference WHERE manifest ="
                + " (SELECT id FROM manifest WHERE repository = ? AND digest = ?)",
            row -> row.getInt(1),
            repository,
            manifest.toString())
        .orElseThrow();
  }

  public static void deleteOf(Sql sql, long manifest) {
    sql.update("DELETE FROM manifest_reference WHERE manifest = ?", manifest);
  }

  /** Some manifests of the repository that name the blob as a layer or configuration. */
  public static List<Digest> blobHolders(Sql sql, long repository, Digest blob, int limit) {
    return sql.list(
        "SELECT DISTINCT m.digest FROM manifest_reference f JOIN manifest m ON m.id = f.manifest"
            + " WHERE f.repository = ? AND f.target = ? AND f.kind IN ('config', 'layer') LIMIT ?",
        row -> Digest.parse(row.getString(1)),
        repository,
        blob.toString(),
        limit);
  }

  /** What one of the manifests that name the blob as a layer or configuration calls its type. */
  public static Optional<MediaType> blobType(Sql sql, long repository, Digest blob) {
    return sql.one(
        "SELECT media_type FROM manifest_reference"
            + " WHERE repository = ? AND target = ? AND kind IN ('config', 'layer') LIMIT 1",
        row -> new MediaType(row.getString(1)),
        repository,
        blob.toString());
  }

  /** Some indexes of the repository that name the manifest. */
  public static List<Digest> manifestHolders(Sql sql, long repository, Digest child, int limit) {
    return sql.list(
        "SELECT DISTINCT m.digest FROM manifest_reference f JOIN manifest m ON m.id = f.manifest"
            + " WHERE f.repository = ? AND f.target = ? AND f.kind = 'manifest'"
            + " AND m.digest <> f.target LIMIT ?",
        row -> Digest.parse(row.getString(1)),
        repository,
        child.toString(),
        limit);
  }
}
