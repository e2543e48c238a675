package io.entrepot.storage.registry;

import io.entrepot.storage.failure.StorageFailure;
import io.entrepot.storage.metadata.RepositoryRows;
import io.entrepot.storage.metadata.Sql;
import io.entrepot.storage.oci.RepositoryKey;
import java.time.Instant;

/** Finding a repository's row, and making it by the first push. */
final class Tables {
  private Tables() {}

  static long repository(Sql sql, RepositoryKey repository) {
    return RepositoryRows.find(sql, repository)
        .orElseThrow(() -> new StorageFailure.RepositoryUnknown(repository).exception());
  }

  static long repositoryMade(Sql sql, RepositoryKey repository, Instant now) {
    return RepositoryRows.find(sql, repository)
        .orElseGet(() -> RepositoryRows.insert(sql, repository, now));
  }
}
