package io.entrepot.storage.registry;

import io.entrepot.storage.oci.Reference;
import io.entrepot.storage.oci.RepositoryKey;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Manifests in memory, under each tag and digest they are asked for by, so that the hottest request
 * of a registry is one look-up.
 */
final class ImageCache {
  /** What an entry takes beside its content: key, names, digest, the cache's own node. In bytes. */
  private static final int ENTRY_OVERHEAD = 600;

  private record Key(RepositoryKey repository, Reference reference, int incarnation) {}

  private final Incarnations incarnations;
  private final CoherentCache<Key, StoredManifest> manifests;

  /**
   * @param capacity in bytes
   */
  ImageCache(long capacity, Incarnations incarnations) {
    this.incarnations = incarnations;
    manifests =
        CoherentCache.weighing(
            capacity, (key, manifest) -> manifest.content().length + ENTRY_OVERHEAD);
  }

  Optional<StoredManifest> peek(RepositoryKey repository, Reference reference) {
    return manifests.peek(key(repository, reference));
  }

  StoredManifest get(
      RepositoryKey repository, Reference reference, Supplier<StoredManifest> query) {
    return manifests.get(key(repository, reference), query);
  }

  void put(RepositoryKey repository, Reference reference, StoredManifest manifest) {
    manifests.put(key(repository, reference), manifest);
  }

  void remove(RepositoryKey repository, Reference reference) {
    manifests.remove(key(repository, reference));
  }

  private Key key(RepositoryKey repository, Reference reference) {
    return new Key(repository, reference, incarnations.of(repository));
  }

  CacheFigures figures() {
    return CacheFigures.of(manifests.stats());
  }
}
