package io.entrepot.server.main;

import io.entrepot.storage.failure.StorageException;
import io.entrepot.storage.metadata.MetadataException;
import io.entrepot.storage.registry.RegistryStore;
import java.util.Optional;
import java.util.function.Supplier;

/** Whether pushes can be taken now. Any thread; asks the disk, so it may block. */
final class Readiness implements Supplier<Optional<String>> {
  private final DataFolder folder;
  private final RegistryStore store;
  private volatile boolean stopping;

  Readiness(DataFolder folder, RegistryStore store) {
    this.folder = folder;
    this.store = store;
  }

  /** Why not; empty when they can. */
  @Override
  public Optional<String> get() {
    if (stopping) {
      return Optional.of("stopping");
    }
    if (!folder.writable()) {
      return Optional.of("the data folder cannot be written");
    }
    if (store.writesStopped()) {
      return Optional.of("the storage could not make data durable; check the disk and restart");
    }
    try {
      return store.database().write(transaction -> Optional.<String>empty());
    } catch (StorageException | MetadataException e) {
      return Optional.of("the metadata cannot be written: " + e.getMessage());
    }
  }

  /** From now on, no. */
  void stop() {
    stopping = true;
  }
}
