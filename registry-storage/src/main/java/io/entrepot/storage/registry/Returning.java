package io.entrepot.storage.registry;

import io.entrepot.storage.failure.StorageFailure;
import io.entrepot.storage.metadata.BlobRows;
import io.entrepot.storage.metadata.ExpiredRows;
import io.entrepot.storage.metadata.ExpiredRows.Expired;
import io.entrepot.storage.metadata.ManifestRows;
import io.entrepot.storage.metadata.ReferenceRow;
import io.entrepot.storage.metadata.ReferenceRow.Kind;
import io.entrepot.storage.metadata.ReferenceRow.Presence;
import io.entrepot.storage.metadata.ReferenceRows;
import io.entrepot.storage.metadata.Sql;
import io.entrepot.storage.oci.Digest;
import io.entrepot.storage.oci.Tag;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * An image that expired, and what comes back with it: the images that it names and those that went
 * with it. Used by one thread, within one transaction.
 */
final class Returning {
  private final Sql sql;
  private final long repository;
  private final Expired image;
  private final Map<Digest, Expired> all;
  private final Map<Digest, List<ReferenceRow>> references = new HashMap<>();
  private boolean tooMany;

  private Returning(Sql sql, long repository, Expired image) {
    this.sql = sql;
    this.repository = repository;
    this.image = image;
    this.all = new LinkedHashMap<>(Map.of(image.digest(), image));
  }

  /** An image that the policy of this repository took away, with all that comes back with it. */
  static Returning with(Sql sql, long repository, Expired image) {
    Returning all = new Returning(sql, repository, image);
    all.gather();
    return all;
  }

  private void gather() {
    Deque<Expired> open = new ArrayDeque<>(all.values());
    int named = 0;
    while (!open.isEmpty() && !tooMany) {
      Expired next = open.remove();
      List<Expired> more =
          new ArrayList<>(
              ExpiredRows.followers(
                  sql, next.repository(), next.digest(), ExpiredImages.MOST_RESTORED + 1));
      if (ManifestRows.id(sql, repository, next.digest()).isEmpty()) {
        List<ReferenceRow> of = ReferenceRows.of(sql, next.manifest());
        references.put(next.digest(), of);
        named += of.size();
        more.addAll(children(next, of));
      }
      for (Expired each : more) {
        if (all.putIfAbsent(each.digest(), each) == null) {
          open.add(each);
        }
      }
      tooMany =
          all.size() > ExpiredImages.MOST_RESTORED
              || (all.size() > 1 && named > ExpiredImages.MOST_RESTORED_NAMES);
    }
  }

  /** Those that an index names and that are not in the repository. */
  private List<Expired> children(Expired index, List<ReferenceRow> of) {
    return of.stream()
        .filter(reference -> reference.kind() == Kind.MANIFEST)
        .map(reference -> reference.target().digest())
        .filter(child -> ManifestRows.id(sql, repository, child).isEmpty())
        .flatMap(child -> ExpiredRows.find(sql, index.repository(), child).stream())
        .toList();
  }

  /** All tags that they had, as far as they were gathered; TooManyTags. */
  Set<Tag> tags() {
    return ExpiredTags.of(sql, image.digest(), all.values());
  }

  /** TooManyToRestore, or ManifestBlobUnknown when something that they consist of is gone. */
  void requireWhole() {
    if (tooMany) {
      throw new StorageFailure.TooManyToRestore(image.digest(), ExpiredImages.MOST_RESTORED)
          .exception();
    }
    all.values().forEach(this::requireWhole);
  }

  private void requireWhole(Expired each) {
    List<ReferenceRow> of = references.getOrDefault(each.digest(), List.of());
    Predicate<Digest> isManifest =
        child -> all.containsKey(child) || ManifestRows.id(sql, repository, child).isPresent();
    Predicate<Digest> isBlob =
        blob ->
            BlobRows.linked(sql, each.repository(), blob).isPresent()
                || BlobRows.linked(sql, repository, blob).isPresent();
    requireThere(
        of,
        at -> at.kind() == Kind.MANIFEST && at.presence() == Presence.OPTIONAL,
        isManifest,
        true);
    requireThere(of, at -> at.presence() == Presence.HELD, isBlob, false);
  }

  private static void requireThere(
      List<ReferenceRow> references,
      Predicate<ReferenceRow> needed,
      Predicate<Digest> isThere,
      boolean manifests) {
    List<Digest> missing =
        references.stream()
            .filter(needed)
            .map(reference -> reference.target().digest())
            .distinct()
            .filter(isThere.negate())
            .toList();
    if (!missing.isEmpty()) {
      throw new StorageFailure.ManifestBlobUnknown(missing, manifests).exception();
    }
  }

  /** The image last, and an index after its children: it went before them. */
  List<Expired> inOrder() {
    return all.values().stream()
        .sorted(
            Comparator.comparing((Expired each) -> each.id() == image.id())
                .thenComparing(Comparator.comparingLong(Expired::id).reversed()))
        .toList();
  }
}
