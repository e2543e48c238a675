package io.entrepot.storage.registry;

import io.entrepot.storage.failure.StorageFailure;
import io.entrepot.storage.metadata.RepositoryRows;
import io.entrepot.storage.metadata.Sql;
import io.entrepot.storage.oci.RepositoryKey;

/** Finding a repository's row. */
final class Tables {
  private Tables() {}

  static long repository(Sql sql, RepositoryKey repository) {
    return RepositoryRows.find(sql, repository)
        .orElseThrow(() -> new StorageFailure.RepositoryUnknown(repository).exception());
  }
}
