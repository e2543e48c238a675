package io.entrepot.storage.registry;

import io.entrepot.storage.event.EventKind;
import io.entrepot.storage.event.Events;
import io.entrepot.storage.failure.StorageFailure;
import io.entrepot.storage.metadata.Database;
import io.entrepot.storage.metadata.GovernanceRows;
import io.entrepot.storage.metadata.RegistryRows;
import io.entrepot.storage.metadata.RepositoryRows;
import io.entrepot.storage.metadata.Sql;
import io.entrepot.storage.metadata.Transaction;
import io.entrepot.storage.oci.RegistryId;
import io.entrepot.storage.oci.RepositoryKey;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;

/**
 * The policies of repositories and registries, kept as they were given, and the tags of
 * repositories. What they mean is their reader's matter.
 *
 * <p>Every method but those that say otherwise may block and is called from virtual threads; what
 * it reports as done is durable, and is seen by every read that begins later. Failures come as
 * {@link io.entrepot.storage.failure.StorageException}: RepositoryUnknown.
 */
public final class Governance {
  /** Most tags of a repository itself (Amazon ECR quotas). */
  public static final int MAX_TAGS = 50;

  /** Heap for what governs the repositories that are asked for: 8 MiB. */
  private static final long CACHE_BYTES = 8L << 20;

  private static final long REGISTRY_CACHE_BYTES = 1L << 20;

  /** What an entry takes besides its texts, in bytes. */
  private static final int ENTRY_BYTES = 300;

  private final Database database;
  private final boolean createOnPush;
  private final Events events;
  private final InstantSource clock;
  private final CoherentCache<RepositoryKey, RepositoryGovernance> repositories =
      CoherentCache.weighing(CACHE_BYTES, (key, value) -> weight(value));
  private final CoherentCache<RegistryId, RegistryGovernance> registries =
      CoherentCache.weighing(REGISTRY_CACHE_BYTES, (key, value) -> textBytes(value.policy()));

  private final AtomicLong generation = new AtomicLong();

  /**
   * Those of a store.
   *
   * @param createOnPush whether a push makes a repository that is not there
   */
  Governance(Database database, boolean createOnPush, Events events, InstantSource clock) {
    this.database = database;
    this.createOnPush = createOnPush;
    this.events = events;
    this.clock = clock;
  }

  /**
   * Raised by each change, after its commit and before its caller hears of it. What was asked for
   * after it was noted holds until it is another.
   */
  public long generation() {
    return generation.get();
  }

  /** What governs a repository, which need not exist. */
  public RepositoryGovernance of(RepositoryKey repository) {
    return repositories.get(repository, () -> database.read(sql -> read(sql, repository)));
  }

  /** The same when it can be told from memory. Never blocks. */
  public Optional<RepositoryGovernance> now(RepositoryKey repository) {
    return repositories.peek(repository);
  }

  /** What governs a registry. */
  public RegistryGovernance of(RegistryId registry) {
    return registries.get(
        registry,
        () -> database.read(sql -> new RegistryGovernance(GovernanceRows.policy(sql, registry))));
  }

  /** The same when it can be told from memory. Never blocks. */
  public Optional<RegistryGovernance> now(RegistryId registry) {
    return registries.peek(registry);
  }

  /** Sets or replaces a repository's policy. */
  public void setPolicy(RepositoryKey repository, String document) {
    change(
        repository,
        EventKind.REPOSITORY_POLICY_SET,
        (sql, id) -> {
          GovernanceRows.setPolicy(sql, id, document, clock.instant());
          return true;
        });
  }

  /** Takes a repository's policy away, if there is one. */
  public void deletePolicy(RepositoryKey repository) {
    change(repository, EventKind.REPOSITORY_POLICY_DELETE, GovernanceRows::deletePolicy);
  }

  /** Adds or replaces tags of a repository; TooManyResourceTags. */
  public void tag(RepositoryKey repository, Map<String, String> tags) {
    change(
        repository,
        EventKind.REPOSITORY_TAG,
        (sql, id) -> {
          setTags(sql, id, tags);
          return !tags.isEmpty();
        });
  }

  private static void setTags(Sql sql, long id, Map<String, String> tags) {
    tags.forEach((name, value) -> GovernanceRows.setTag(sql, id, name, value));
    if (GovernanceRows.tags(sql, id).size() > MAX_TAGS) {
      throw new StorageFailure.TooManyResourceTags(MAX_TAGS).exception();
    }
  }

  /** Takes tags of a repository away, those that there are. */
  public void untag(RepositoryKey repository, Collection<String> names) {
    change(
        repository,
        EventKind.REPOSITORY_UNTAG,
        (sql, id) ->
            names.stream().filter(name -> GovernanceRows.deleteTag(sql, id, name)).count() > 0);
  }

  /** Sets or replaces a registry's policy. */
  public void setPolicy(RegistryId registry, String document) {
    change(
        registry,
        EventKind.REGISTRY_POLICY_SET,
        sql -> {
          GovernanceRows.setPolicy(sql, registry, document, clock.instant());
          return true;
        });
  }

  /** Takes a registry's policy away, if there is one. */
  public void deletePolicy(RegistryId registry) {
    change(
        registry,
        EventKind.REGISTRY_POLICY_DELETE,
        sql -> GovernanceRows.deletePolicy(sql, registry));
  }

  /** Nothing, when a push may make this repository that is not there; RepositoryNotMade. */
  public void requireCreateOnPush(RepositoryKey repository) {
    if (!createOnPush) {
      throw new StorageFailure.RepositoryNotMade(repository).exception();
    }
  }

  /**
   * The id of the repository's row, which is made when there is none, as its template for what a
   * push creates says; RepositoryNotMade.
   */
  long made(Transaction transaction, RepositoryKey repository) {
    Sql sql = transaction.sql();
    return RepositoryRows.find(sql, repository)
        .orElseGet(() -> {
          requireCreateOnPush(repository);
          return make(
              transaction,
              repository,
              RepositoryTemplates.matching(sql, repository, RepositoryTemplate.Use.CREATE_ON_PUSH)
                  .map(NewRepository::of)
                  .orElse(NewRepository.PLAIN));
        });
  }

  /** Makes the row of a repository that is not there; its id. */
  long make(Transaction transaction, RepositoryKey repository, NewRepository with) {
    Sql sql = transaction.sql();
    long id = RepositoryRows.insert(sql, repository, clock.instant());
    TagMutability mutability = with.tagMutability();
    if (!mutability.equals(TagMutability.MUTABLE)) {
      RepositoryRows.setTagMutability(
          sql, id, mutability.mode().name(), mutability.exclusionText());
    }
    if (with.scanOnPush()) {
      RepositoryRows.setScanOnPush(sql, id, true);
    }
    if (!with.tags().isEmpty()) {
      setTags(sql, id, with.tags());
    }
    events.add(transaction, EventKind.REPOSITORY_CREATE, repository);
    with.policy()
        .ifPresent(policy -> {
          GovernanceRows.setPolicy(sql, id, policy, clock.instant());
          events.add(transaction, EventKind.REPOSITORY_POLICY_SET, repository);
        });
    with.lifecycle()
        .ifPresent(policy -> {
          RegistryRows.setLifecycle(sql, id, policy, clock.instant());
          events.add(transaction, EventKind.LIFECYCLE_POLICY_SET, repository);
        });
    with.catalog().ifPresent(catalog -> catalog.write(sql, id));
    transaction.afterCommit(() -> changed(repository));
    return id;
  }

  /** Changes something, and tells whether there was something to change. */
  private interface RepositoryChange {
    boolean apply(Sql sql, long repository);
  }

  private void change(RepositoryKey repository, EventKind kind, RepositoryChange change) {
    database.write(transaction -> {
      if (change.apply(transaction.sql(), Tables.repository(transaction.sql(), repository))) {
        events.add(transaction, kind, repository);
      }
      transaction.afterCommit(() -> changed(repository));
      return repository;
    });
  }

  private void change(RegistryId registry, EventKind kind, Predicate<Sql> change) {
    database.write(transaction -> {
      if (change.test(transaction.sql())) {
        events.add(transaction, kind, registry);
      }
      transaction.afterCommit(() -> {
        registries.remove(registry);
        generation.incrementAndGet();
      });
      return registry;
    });
  }

  /** After a commit: what governs the repository is another. */
  void changed(RepositoryKey repository) {
    repositories.remove(repository);
    generation.incrementAndGet();
  }

  private static RepositoryGovernance read(Sql sql, RepositoryKey repository) {
    return RepositoryRows.find(sql, repository)
        .map(id ->
            new RepositoryGovernance(
                true, GovernanceRows.policy(sql, id), GovernanceRows.tags(sql, id)))
        .orElse(RepositoryGovernance.MISSING);
  }

  private static int weight(RepositoryGovernance value) {
    int tags =
        value.tags().entrySet().stream()
            .mapToInt(tag -> tag.getKey().length() + tag.getValue().length())
            .sum();
    return textBytes(value.policy()) + tags;
  }

  private static int textBytes(Optional<String> text) {
    return ENTRY_BYTES + text.map(String::length).orElse(0);
  }
}
