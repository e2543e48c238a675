package io.entrepot.storage.registry;

import io.entrepot.storage.event.EventKind;
import io.entrepot.storage.event.Events;
import io.entrepot.storage.failure.StorageFailure;
import io.entrepot.storage.metadata.Database;
import io.entrepot.storage.metadata.RegistryRows;
import io.entrepot.storage.oci.RepositoryKey;
import java.time.InstantSource;

/**
 * The lifecycle policies of repositories, kept as they were given; nothing carries them out as yet.
 * May block; called from virtual threads; what it reports as done is durable. Failures come as
 * {@link io.entrepot.storage.failure.StorageException}: RepositoryUnknown, LifecyclePolicyUnknown.
 */
public final class LifecyclePolicies {
  private final Database database;
  private final Events events;
  private final InstantSource clock;

  LifecyclePolicies(Database database, Events events, InstantSource clock) {
    this.database = database;
    this.events = events;
    this.clock = clock;
  }

  public String get(RepositoryKey repository) {
    return database.read(sql ->
        RegistryRows.lifecycle(sql, Tables.repository(sql, repository))
            .orElseThrow(() -> unknown(repository)));
  }

  /** Sets or replaces it. */
  public void put(RepositoryKey repository, String document) {
    database.write(transaction -> {
      long id = Tables.repository(transaction.sql(), repository);
      RegistryRows.setLifecycle(transaction.sql(), id, document, clock.instant());
      events.add(transaction, EventKind.LIFECYCLE_POLICY_SET, repository);
      return document;
    });
  }

  /** Takes it away; what it was. */
  public String delete(RepositoryKey repository) {
    return database.write(transaction -> {
      long id = Tables.repository(transaction.sql(), repository);
      String document =
          RegistryRows.lifecycle(transaction.sql(), id).orElseThrow(() -> unknown(repository));
      RegistryRows.deleteLifecycle(transaction.sql(), id);
      events.add(transaction, EventKind.LIFECYCLE_POLICY_DELETE, repository);
      return document;
    });
  }

  private static RuntimeException unknown(RepositoryKey repository) {
    return new StorageFailure.LifecyclePolicyUnknown(repository).exception();
  }
}
