package io.entrepot.storage.metadata;

import io.entrepot.storage.oci.Digest;
import io.entrepot.storage.oci.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The images of a repository with all that lifecycle policies go by. */
public final class SurveyRows {
  private SurveyRows() {}

  /** An image without its tags and children. */
  public record Entry(
      long id,
      Digest digest,
      MediaType mediaType,
      Optional<Digest> subject,
      Instant pushedAt,
      Optional<Instant> pulledAt,
      boolean pinned) {}

  /** In order of digest, after the given text, at most so many. */
  public static List<Entry> page(Sql sql, long repository, String after, int limit) {
    return sql.list(
        "SELECT m.id, m.digest, m.media_type, m.subject, m.pushed_at, p.pulled_at, i.manifest"
            + " FROM manifest m LEFT JOIN manifest_pull p ON p.manifest = m.id"
            + " LEFT JOIN image_pin i ON i.manifest = m.id"
            + " WHERE m.repository = ? AND m.digest > ? ORDER BY m.digest LIMIT ?",
        row ->
            new Entry(
                row.getLong(1),
                Digest.parse(row.getString(2)),
                new MediaType(row.getString(3)),
                Optional.ofNullable(row.getString(4)).map(Digest::parse),
                Instant.ofEpochMilli(row.getLong(5)),
                Sql.time(row, 6),
                Sql.number(row, 7).isPresent()),
        repository,
        after,
        limit);
  }

  /** The manifests that an index names, in its order. */
  public static List<Digest> children(Sql sql, long manifest) {
    return sql.list(
        "SELECT target FROM manifest_reference WHERE manifest = ? AND kind = 'manifest'"
            + " ORDER BY position",
        row -> Digest.parse(row.getString(1)),
        manifest);
  }
}
