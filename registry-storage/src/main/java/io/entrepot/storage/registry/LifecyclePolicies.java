package io.entrepot.storage.registry;

import io.entrepot.storage.event.EventKind;
import io.entrepot.storage.event.Events;
import io.entrepot.storage.failure.StorageFailure;
import io.entrepot.storage.metadata.Database;
import io.entrepot.storage.metadata.LifecycleRows;
import io.entrepot.storage.metadata.RegistryRows;
import io.entrepot.storage.oci.RegistryId;
import io.entrepot.storage.oci.RepositoryKey;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The lifecycle policies of repositories, and of registries for those that have none, kept as they
 * were given; what they mean is their reader's matter. May block; called from virtual threads; what
 * it reports as done is durable. Failures come as {@link
 * io.entrepot.storage.failure.StorageException}: RepositoryUnknown, LifecyclePolicyUnknown.
 */
public final class LifecyclePolicies {
  /** Repositories that one snapshot of the database reads. */
  private static final int PAGE = 500;

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

  /** When the repository's own policy was last carried out. */
  public Optional<Instant> lastEvaluated(RepositoryKey repository) {
    return database.read(sql -> LifecycleRows.evaluated(sql, Tables.repository(sql, repository)));
  }

  /** The policy of a registry's repositories that have none of their own. */
  public Optional<String> ofRegistry(RegistryId registry) {
    return database.read(sql -> LifecycleRows.initial(sql, registry));
  }

  /** Sets or replaces it. */
  public void putOfRegistry(RegistryId registry, String document) {
    database.write(transaction -> {
      LifecycleRows.setInitial(transaction.sql(), registry, document, clock.instant());
      return document;
    });
  }

  /** Takes it away; what it was, empty when there was none. */
  public Optional<String> deleteOfRegistry(RegistryId registry) {
    return database.write(transaction -> {
      Optional<String> was = LifecycleRows.initial(transaction.sql(), registry);
      LifecycleRows.deleteInitial(transaction.sql(), registry);
      return was;
    });
  }

  /** The policy that counts for a repository. */
  public Optional<PolicyInForce> inForce(RepositoryKey repository) {
    return database.read(
        sql -> PolicyInForce.of(sql, repository.registry(), Tables.repository(sql, repository)));
  }

  /** Whether there is any policy at all. */
  public boolean isAny() {
    return database.read(LifecycleRows::isAny);
  }

  /** The repositories that a policy counts for, one page after the other. */
  public void eachGoverned(Consumer<RepositoryKey> visitor) {
    List<LifecycleRows.Place> page = places(0);
    while (!page.isEmpty()) {
      page.stream().filter(LifecycleRows.Place::governed).forEach(at -> visitor.accept(at.key()));
      page = places(page.getLast().id());
    }
  }

  private List<LifecycleRows.Place> places(long after) {
    return database.read(sql -> LifecycleRows.places(sql, after, PAGE));
  }

  private static RuntimeException unknown(RepositoryKey repository) {
    return new StorageFailure.LifecyclePolicyUnknown(repository).exception();
  }
}
