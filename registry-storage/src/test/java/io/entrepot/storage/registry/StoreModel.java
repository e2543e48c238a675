package io.entrepot.storage.registry;

import io.entrepot.storage.failure.StorageFailure;
import io.entrepot.storage.oci.Digest;
import io.entrepot.storage.oci.Reference;
import io.entrepot.storage.oci.RepositoryKey;
import io.entrepot.storage.oci.Tag;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The rules of the store in a few maps, to hold the real one against. An operation returns the
 * failure that the store should have, by its class, or {@link #DONE}.
 */
final class StoreModel {
  static final Class<?> DONE = Void.class;

  /** What a manifest names, and whether these are manifests. */
  private record Named(Set<Digest> targets, boolean manifests) {}

  private static final class Repository {
    final Set<Digest> blobs = new HashSet<>();
    final Map<Digest, Named> manifests = new HashMap<>();
    final TreeMap<Tag, Digest> tags = new TreeMap<>();

    boolean isHeld(Digest digest, boolean manifest) {
      return manifests.values().stream()
          .anyMatch(named -> named.manifests() == manifest && named.targets().contains(digest));
    }
  }

  private final Map<RepositoryKey, Repository> repositories = new HashMap<>();

  Class<?> pushBlob(RepositoryKey key, Digest digest) {
    repositories.computeIfAbsent(key, made -> new Repository()).blobs.add(digest);
    return DONE;
  }

  boolean mount(RepositoryKey target, Digest digest, RepositoryKey source) {
    Repository from = repositories.get(source);
    if (from == null || !from.blobs.contains(digest)) {
      return false;
    }
    pushBlob(target, digest);
    return true;
  }

  Class<?> deleteBlob(RepositoryKey key, Digest digest) {
    Repository repository = repositories.get(key);
    if (repository == null) {
      return StorageFailure.RepositoryUnknown.class;
    }
    if (!repository.blobs.contains(digest)) {
      return StorageFailure.BlobUnknown.class;
    }
    if (repository.isHeld(digest, false)) {
      return StorageFailure.StillReferenced.class;
    }
    repository.blobs.remove(digest);
    return DONE;
  }

  Class<?> put(RepositoryKey key, Digest digest, Set<Digest> targets, boolean index, Tag tag) {
    Repository repository = repositories.getOrDefault(key, new Repository());
    Set<Digest> present = index ? repository.manifests.keySet() : repository.blobs;
    if (!present.containsAll(targets)) {
      return StorageFailure.ManifestBlobUnknown.class;
    }
    repositories.put(key, repository);
    repository.manifests.put(digest, new Named(Set.copyOf(targets), index));
    repository.tags.put(tag, digest);
    return DONE;
  }

  Class<?> deleteManifest(RepositoryKey key, Digest digest) {
    Repository repository = repositories.get(key);
    if (repository == null) {
      return StorageFailure.RepositoryUnknown.class;
    }
    if (!repository.manifests.containsKey(digest)) {
      return StorageFailure.ManifestUnknown.class;
    }
    if (repository.isHeld(digest, true)) {
      return StorageFailure.StillReferenced.class;
    }
    repository.manifests.remove(digest);
    repository.tags.values().removeIf(digest::equals);
    return DONE;
  }

  Class<?> deleteTag(RepositoryKey key, Tag tag) {
    Repository repository = repositories.get(key);
    if (repository == null) {
      return StorageFailure.RepositoryUnknown.class;
    }
    return repository.tags.remove(tag) == null ? StorageFailure.ManifestUnknown.class : DONE;
  }

  Class<?> get(RepositoryKey key, Reference reference) {
    Repository repository = repositories.get(key);
    if (repository == null) {
      return StorageFailure.RepositoryUnknown.class;
    }
    boolean present =
        switch (reference) {
          case Tag tag -> repository.tags.containsKey(tag);
          case Digest digest -> repository.manifests.containsKey(digest);
        };
    return present ? DONE : StorageFailure.ManifestUnknown.class;
  }

  Set<RepositoryKey> repositories() {
    return repositories.keySet();
  }

  Map<Tag, Digest> tags(RepositoryKey key) {
    return Map.copyOf(repositories.getOrDefault(key, new Repository()).tags);
  }

  List<Tag> tagNames(RepositoryKey key) {
    return new ArrayList<>(repositories.getOrDefault(key, new Repository()).tags.keySet());
  }
}
