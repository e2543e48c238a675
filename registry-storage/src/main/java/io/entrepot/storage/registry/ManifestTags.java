package io.entrepot.storage.registry;

import io.entrepot.storage.failure.StorageFailure;
import io.entrepot.storage.metadata.ManifestRows;
import io.entrepot.storage.metadata.ReferenceRows;
import io.entrepot.storage.metadata.RepositoryRows;
import io.entrepot.storage.metadata.Sql;
import io.entrepot.storage.metadata.TagRows;
import io.entrepot.storage.oci.Digest;
import io.entrepot.storage.oci.RepositoryKey;
import io.entrepot.storage.oci.Tag;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which tags name a manifest, or what holds it. All of them or none: a policy that denies by a tag
 * must not miss it, so where there are too many the answer is TooManyTags.
 */
public final class ManifestTags {
  /** Most manifests that are looked at for one: itself, and indexes, and indexes of these. */
  public static final int MOST = 1_000;

  /** Most tags that are read for one manifest. */
  public static final int MOST_TAGS = 10_000;

  private ManifestTags() {}

  static List<Tag> own(Sql sql, RepositoryKey repository, Digest digest) {
    return RepositoryRows.find(sql, repository)
        .flatMap(id -> ManifestRows.id(sql, id, digest))
        .map(manifest -> TagRows.of(sql, manifest, MOST_TAGS + 1))
        .map(tags -> within(tags, digest))
        .orElse(List.of());
  }

  static List<Tag> reaching(Sql sql, RepositoryKey repository, Digest digest) {
    Optional<Long> id = RepositoryRows.find(sql, repository);
    if (id.isEmpty()) {
      return List.of();
    }
    Set<Tag> tags = new LinkedHashSet<>();
    Set<Digest> seen = new HashSet<>(Set.of(digest));
    Deque<Digest> open = new ArrayDeque<>(seen);
    while (!open.isEmpty()) {
      Digest next = open.remove();
      ManifestRows.id(sql, id.get(), next)
          .ifPresent(manifest -> tags.addAll(TagRows.of(sql, manifest, MOST_TAGS + 1)));
      within(tags, digest);
      for (Digest holder : ReferenceRows.manifestHolders(sql, id.get(), next, MOST + 1)) {
        if (seen.add(holder)) {
          open.add(holder);
        }
      }
      if (seen.size() > MOST) {
        throw new StorageFailure.TooManyTags(digest).exception();
      }
    }
    return List.copyOf(tags);
  }

  private static <C extends Collection<Tag>> C within(C tags, Digest digest) {
    if (tags.size() > MOST_TAGS) {
      throw new StorageFailure.TooManyTags(digest).exception();
    }
    return tags;
  }
}
