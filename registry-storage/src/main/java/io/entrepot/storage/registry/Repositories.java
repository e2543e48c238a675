package io.entrepot.storage.registry;

import io.entrepot.storage.metadata.Database;
import io.entrepot.storage.metadata.RepositoryRows;
import io.entrepot.storage.oci.RegistryId;
import io.entrepot.storage.oci.RepositoryName;
import java.util.Optional;

/** The repositories of registries. May block; called from virtual threads. */
public final class Repositories {
  private final Database database;

  Repositories(Database database) {
    this.database = database;
  }

  /**
   * Names in ASCII order, after the given text, at most so many (0 is an empty page without more).
   */
  public Page<RepositoryName> list(RegistryId registry, Optional<String> after, int limit) {
    return database.read(sql ->
        Page.of(RepositoryRows.page(sql, registry, after.orElse(""), Page.toAsk(limit)), limit));
  }
}
