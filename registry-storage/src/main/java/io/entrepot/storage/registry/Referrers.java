package io.entrepot.storage.registry;

import io.entrepot.storage.metadata.Database;
import io.entrepot.storage.metadata.ManifestRow;
import io.entrepot.storage.metadata.ManifestRows;
import io.entrepot.storage.metadata.RepositoryRows;
import io.entrepot.storage.metadata.Sql;
import io.entrepot.storage.oci.Descriptor;
import io.entrepot.storage.oci.Digest;
import io.entrepot.storage.oci.Manifest;
import io.entrepot.storage.oci.ManifestParser;
import io.entrepot.storage.oci.RepositoryKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The manifests that name another as their subject. May block; called from virtual threads. */
public final class Referrers {
  private final Database database;

  Referrers(Database database) {
    this.database = database;
  }

  /**
   * Referrers in order of digest, after the given one, at most so many; none when the repository or
   * the subject does not exist.
   *
   * @param artifactType only these, when given
   */
  public Page<Referrer> list(
      RepositoryKey repository,
      Digest subject,
      Optional<String> artifactType,
      Optional<Digest> after,
      int limit) {
    String start = after.map(Digest::toString).orElse("");
    return database.read(sql ->
        RepositoryRows.find(sql, repository)
            .map(id -> list(sql, id, subject, artifactType, start, limit))
            .orElseGet(() -> new Page<>(List.of(), false)));
  }

  private static Page<Referrer> list(
      Sql sql,
      long repository,
      Digest subject,
      Optional<String> artifactType,
      String after,
      int limit) {
    int asked = Page.toAsk(limit);
    List<Digest> digests =
        artifactType
            .map(type -> ManifestRows.referrersOfType(sql, repository, subject, type, after, asked))
            .orElseGet(() -> ManifestRows.referrers(sql, repository, subject, after, asked));
    Page<Digest> page = Page.of(digests, limit);
    List<Referrer> referrers = new ArrayList<>(page.items().size());
    for (Digest digest : page.items()) {
      // One at a time: a page of the largest manifests would not fit in memory.
      referrers.add(referrer(ManifestRows.find(sql, repository, digest).orElseThrow()));
    }
    return new Page<>(referrers, page.more());
  }

  private static Referrer referrer(ManifestRow row) {
    Manifest manifest = ManifestParser.parse(row.content(), Optional.of(row.mediaType()));
    return new Referrer(
        new Descriptor(row.mediaType(), row.digest(), row.content().length),
        manifest.artifactType(),
        manifest.annotations());
  }
}
