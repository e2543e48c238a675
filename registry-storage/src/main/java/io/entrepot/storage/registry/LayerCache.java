package io.entrepot.storage.registry;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.entrepot.storage.metadata.BlobRow;
import io.entrepot.storage.metadata.LinkRow;
import io.entrepot.storage.oci.Digest;
import io.entrepot.storage.oci.RepositoryKey;
import java.util.Optional;
import java.util.function.Supplier;

/** Which repository links which blob, and the bytes of small blobs. */
final class LayerCache {
  /** What a link takes, in bytes: names, digest, row, the cache's own node. */
  private static final int LINK_WEIGHT = 700;

  private static final int CONTENT_OVERHEAD = 150;

  private record Link(RepositoryKey repository, Digest digest, int incarnation) {}

  private final Incarnations incarnations;
  private final CoherentCache<Link, LinkRow> links;

  /** By the id of the blob's row. Ids are never reused and content never changes: no stamps. */
  private final Cache<Long, byte[]> contents;

  /**
   * @param capacity in bytes, half of it for links and half for contents
   */
  LayerCache(long capacity, Incarnations incarnations) {
    this.incarnations = incarnations;
    links = CoherentCache.weighing(capacity / 2, (link, row) -> LINK_WEIGHT);
    contents =
        Caffeine.newBuilder()
            .maximumWeight(capacity / 2)
            .weigher((Long blob, byte[] content) -> content.length + CONTENT_OVERHEAD)
            .executor(Runnable::run)
            .build();
  }

  LinkRow get(RepositoryKey repository, Digest digest, Supplier<LinkRow> query) {
    return links.get(link(repository, digest), query);
  }

  void put(RepositoryKey repository, LinkRow row) {
    links.put(link(repository, row.blob().digest()), row);
  }

  void remove(RepositoryKey repository, Digest digest) {
    links.remove(link(repository, digest));
  }

  private Link link(RepositoryKey repository, Digest digest) {
    return new Link(repository, digest, incarnations.of(repository));
  }

  Optional<byte[]> content(BlobRow blob) {
    return Optional.ofNullable(contents.getIfPresent(blob.id()));
  }

  void keepContent(BlobRow blob, byte[] content) {
    contents.put(blob.id(), content);
  }

  CacheFigures figures() {
    return CacheFigures.of(links.stats());
  }
}
