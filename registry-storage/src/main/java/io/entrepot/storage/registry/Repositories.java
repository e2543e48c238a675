package io.entrepot.storage.registry;

import io.entrepot.storage.event.EventKind;
import io.entrepot.storage.event.Events;
import io.entrepot.storage.failure.StorageFailure;
import io.entrepot.storage.metadata.Database;
import io.entrepot.storage.metadata.ExpiredRows;
import io.entrepot.storage.metadata.GovernanceRows;
import io.entrepot.storage.metadata.ManifestRows;
import io.entrepot.storage.metadata.RepositoryRow;
import io.entrepot.storage.metadata.RepositoryRows;
import io.entrepot.storage.metadata.ShadowRows;
import io.entrepot.storage.metadata.Sql;
import io.entrepot.storage.metadata.Transaction;
import io.entrepot.storage.oci.RegistryId;
import io.entrepot.storage.oci.RepositoryKey;
import io.entrepot.storage.oci.RepositoryName;
import java.util.Optional;
import java.util.function.ObjLongConsumer;

/**
 * The repositories of registries. May block; called from virtual threads; what it reports as done
 * is durable. Failures come as {@link io.entrepot.storage.failure.StorageException}.
 */
public final class Repositories {
  private final Database database;
  private final Governance governance;
  private final Events events;
  private final Incarnations incarnations;

  Repositories(Database database, Governance governance, Events events, Incarnations incarnations) {
    this.database = database;
    this.governance = governance;
    this.events = events;
    this.incarnations = incarnations;
  }

  /**
   * Names in ASCII order, after the given text, at most so many (0 is an empty page without more).
   */
  public Page<RepositoryName> list(RegistryId registry, Optional<String> after, int limit) {
    return database.read(sql ->
        Page.of(RepositoryRows.page(sql, registry, after.orElse(""), Page.toAsk(limit)), limit));
  }

  /** The same with all that is known of each. */
  public Page<RepositoryInfo> describe(RegistryId registry, Optional<String> after, int limit) {
    return database.read(sql ->
        Page.of(
            RepositoryRows.rows(sql, registry, after.orElse(""), Page.toAsk(limit)).stream()
                .map(row -> RepositoryInfo.of(registry, row))
                .toList(),
            limit));
  }

  /** One of them; RepositoryUnknown. */
  public RepositoryInfo describe(RepositoryKey repository) {
    return database.read(sql -> info(sql, repository));
  }

  /** Makes a repository; RepositoryExists. */
  public RepositoryInfo create(RepositoryKey repository, NewRepository with) {
    return database.write(transaction -> {
      Sql sql = transaction.sql();
      if (RepositoryRows.find(sql, repository).isPresent()) {
        throw new StorageFailure.RepositoryExists(repository).exception();
      }
      governance.make(transaction, repository, with);
      return info(sql, repository);
    });
  }

  /**
   * Deletes a repository, whose name is free then, at the same cost however much is in it: none of
   * that is readable any more, and {@link DeletedRepositories} clears it away.
   *
   * @param force with the images in it; without, RepositoryNotEmpty when there are any, and
   *     RepositoryKeepsExpired when some expired and can be brought back
   * @return what it was; RepositoryUnknown
   */
  public RepositoryInfo delete(RepositoryKey repository, boolean force) {
    return database.write(transaction -> delete(transaction, repository, force));
  }

  private RepositoryInfo delete(Transaction transaction, RepositoryKey repository, boolean force) {
    Sql sql = transaction.sql();
    RepositoryRow row = row(sql, repository);
    if (!force && ManifestRows.hasAny(sql, row.id())) {
      throw new StorageFailure.RepositoryNotEmpty(repository).exception();
    }
    Optional<Long> hidden = ShadowRows.find(sql, row.id());
    if (!force && hidden.isPresent() && ExpiredRows.hasAny(sql, hidden.get())) {
      throw new StorageFailure.RepositoryKeepsExpired(repository).exception();
    }
    GovernanceRows.deleteOf(sql, row.id());
    hidden.ifPresent(id -> RepositoryRows.detach(sql, id));
    RepositoryRows.detach(sql, row.id());
    events.add(transaction, EventKind.REPOSITORY_DELETE, repository);
    transaction.afterCommit(() -> {
      incarnations.end(repository);
      governance.changed(repository);
    });
    return RepositoryInfo.of(repository.registry(), row);
  }

  /** Sets which tags may be moved, from the next push on; RepositoryUnknown. */
  public RepositoryInfo setTagMutability(RepositoryKey repository, TagMutability mutability) {
    return change(
        repository,
        (transaction, id) -> {
          RepositoryRows.setTagMutability(
              transaction.sql(), id, mutability.mode().name(), mutability.exclusionText());
          events.add(transaction, EventKind.TAG_MUTABILITY_SET, repository);
        });
  }

  /** Sets whether a push is to be scanned; RepositoryUnknown. */
  public RepositoryInfo setScanOnPush(RepositoryKey repository, boolean scan) {
    return change(
        repository, (transaction, id) -> RepositoryRows.setScanOnPush(transaction.sql(), id, scan));
  }

  private RepositoryInfo change(RepositoryKey repository, ObjLongConsumer<Transaction> change) {
    return database.write(transaction -> {
      Sql sql = transaction.sql();
      change.accept(transaction, Tables.repository(sql, repository));
      return info(sql, repository);
    });
  }

  private static RepositoryInfo info(Sql sql, RepositoryKey repository) {
    return RepositoryInfo.of(repository.registry(), row(sql, repository));
  }

  private static RepositoryRow row(Sql sql, RepositoryKey repository) {
    return RepositoryRows.row(sql, repository)
        .orElseThrow(() -> new StorageFailure.RepositoryUnknown(repository).exception());
  }
}
