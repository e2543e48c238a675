package io.entrepot.storage.registry;

import io.entrepot.storage.metadata.Database;
import io.entrepot.storage.metadata.ManifestRows;
import io.entrepot.storage.metadata.Removals;
import io.entrepot.storage.metadata.RepositoryRows;
import io.entrepot.storage.metadata.Sql;
import io.entrepot.storage.metadata.TagRows;
import java.util.List;
import java.util.Optional;

/**
 * Clears away what was in deleted repositories, in small transactions, so that requests wait for
 * none. Blobs lose their links, and those that have none left are to be reviewed. Called in the
 * background; any thread.
 */
final class DeletedRepositories {
  /** Manifests that one transaction removes, or links of blobs. */
  static final int BATCH = 50;

  /** Tags that one transaction removes. */
  static final int TAGS = 1_000;

  private final Database database;
  private final BlobLinks blobLinks;

  DeletedRepositories(Database database, BlobLinks blobLinks) {
    this.database = database;
    this.blobLinks = blobLinks;
  }

  boolean isAny() {
    return database.read(RepositoryRows::detached).isPresent();
  }

  /**
   * Removes some.
   *
   * @return how many rows it removed; 0: nothing is left
   */
  int clear() {
    return isAny() ? database.write(transaction -> clear(transaction.sql())) : 0;
  }

  private int clear(Sql sql) {
    Optional<Long> repository = RepositoryRows.detached(sql);
    if (repository.isEmpty()) {
      return 0;
    }
    int tags = TagRows.deleteSome(sql, repository.get(), TAGS);
    if (tags > 0) {
      return tags;
    }
    List<Long> manifests = ManifestRows.some(sql, repository.get(), BATCH);
    if (!manifests.isEmpty()) {
      manifests.forEach(manifest -> Removals.manifest(sql, manifest));
      return manifests.size();
    }
    int links = blobLinks.unlinkSome(sql, repository.get(), BATCH);
    if (links > 0) {
      return links;
    }
    RepositoryRows.delete(sql, repository.get());
    return 1;
  }
}
