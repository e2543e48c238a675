package io.entrepot.storage.event;

import io.entrepot.storage.metadata.EventRows;
import io.entrepot.storage.metadata.Transaction;
import io.entrepot.storage.oci.Digest;
import io.entrepot.storage.oci.RegistryId;
import io.entrepot.storage.oci.RepositoryKey;
import io.entrepot.storage.oci.Tag;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Writes events into the transactions of the changes that they tell of; nothing while nobody wants
 * them. Whoever does is woken once they are durable. Called on the writing thread.
 */
public final class Events {
  private final Supplier<UUID> ids;
  private final InstantSource clock;
  private volatile boolean wanted;
  private volatile Runnable listener = () -> {};

  /**
   * Unwanted at first.
   *
   * @param ids where the ids of events come from
   */
  public Events(Supplier<UUID> ids, InstantSource clock) {
    this.ids = ids;
    this.clock = clock;
  }

  /** Has events written from the next transaction on, and calls this after each with some. */
  void want(Runnable woken) {
    listener = woken;
    wanted = true;
  }

  /** Whether events are written; what is only found out for them need not be otherwise. */
  public boolean wanted() {
    return wanted;
  }

  /** Of an image. */
  public void add(
      Transaction transaction,
      EventKind kind,
      RepositoryKey repository,
      Digest digest,
      Optional<Tag> tag) {
    add(
        transaction,
        kind,
        repository.registry(),
        Optional.of(repository.name().value()),
        Optional.of(digest.toString()),
        tag.map(Tag::value));
  }

  /** Of a repository. */
  public void add(Transaction transaction, EventKind kind, RepositoryKey repository) {
    add(
        transaction,
        kind,
        repository.registry(),
        Optional.of(repository.name().value()),
        Optional.empty(),
        Optional.empty());
  }

  /** Of a registry as a whole. */
  public void add(Transaction transaction, EventKind kind, RegistryId registry) {
    add(transaction, kind, registry, Optional.empty(), Optional.empty(), Optional.empty());
  }

  private void add(
      Transaction transaction,
      EventKind kind,
      RegistryId registry,
      Optional<String> repository,
      Optional<String> digest,
      Optional<String> tag) {
    if (wanted) {
      Event event =
          new Event(0, ids.get(), clock.instant(), kind, registry, repository, digest, tag);
      EventRows.insert(transaction.sql(), event.row());
      transaction.afterCommit(listener);
    }
  }
}
