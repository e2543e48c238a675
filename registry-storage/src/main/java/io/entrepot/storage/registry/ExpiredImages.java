package io.entrepot.storage.registry;

import io.entrepot.storage.failure.StorageFailure;
import io.entrepot.storage.metadata.BlobRows;
import io.entrepot.storage.metadata.Database;
import io.entrepot.storage.metadata.ExpiredRows;
import io.entrepot.storage.metadata.ExpiredRows.Expired;
import io.entrepot.storage.metadata.ManifestRows;
import io.entrepot.storage.metadata.ReferenceRow;
import io.entrepot.storage.metadata.ReferenceRow.Kind;
import io.entrepot.storage.metadata.ReferenceRow.Presence;
import io.entrepot.storage.metadata.ReferenceRows;
import io.entrepot.storage.metadata.ShadowRows;
import io.entrepot.storage.metadata.Sql;
import io.entrepot.storage.oci.Digest;
import io.entrepot.storage.oci.RepositoryKey;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Images that lifecycle policies took out of their repositories and that are kept for a while. May
 * block; called from threads that may; what is reported as done is durable. Failures come as {@link
 * io.entrepot.storage.failure.StorageException}: RepositoryUnknown.
 */
public final class ExpiredImages {
  /** Images that one transaction deletes, so that no push waits long for it. */
  public static final int BATCH = 20;

  /** Most images that come back with one because they went with it; the others stay. */
  public static final int MOST_FOLLOWERS = 1_000;

  private final Database database;
  private final Shadow shadow;
  private final InstantSource clock;

  ExpiredImages(Database database, ImageRemoval removal, InstantSource clock) {
    this.database = database;
    this.shadow = new Shadow(removal, clock);
    this.clock = clock;
  }

  /** Those of a repository in the order in which they went, after the given place. */
  public Page<ExpiredImage> list(RepositoryKey repository, Optional<String> after, int limit) {
    long place = after.map(Long::valueOf).orElse(0L);
    return database.read(sql -> {
      Optional<Long> hidden = ShadowRows.find(sql, Tables.repository(sql, repository));
      return Page.of(
          hidden
              .map(id -> ExpiredRows.page(sql, id, place, ExpiredTags.FIRST, Page.toAsk(limit)))
              .orElse(List.of())
              .stream()
              .map(ExpiredImage::of)
              .toList(),
          limit);
    });
  }

  /**
   * Brings an image back, and with it the images that it names and those that went with it. One
   * that was pushed again meanwhile only gets its free tags back.
   *
   * @return what came back, the image itself last; ManifestUnknown when it is not one of these,
   *     ManifestBlobUnknown when something that it consists of is gone
   */
  public List<RestoredImage> restore(RepositoryKey repository, Digest digest) {
    return database.write(transaction -> {
      Sql sql = transaction.sql();
      long id = Tables.repository(sql, repository);
      Expired image =
          ShadowRows.find(sql, id)
              .flatMap(hidden -> ExpiredRows.find(sql, hidden, digest))
              .orElseThrow(() -> new StorageFailure.ManifestUnknown(digest).exception());
      Map<Digest, Expired> all = gathered(sql, id, image);
      all.values().forEach(each -> requireWhole(sql, id, each, all));
      // An index went before its children, so these come first.
      return all.values().stream()
          .sorted(
              Comparator.comparing((Expired each) -> each.id() == image.id())
                  .thenComparing(Comparator.comparingLong(Expired::id).reversed()))
          .map(each -> shadow.restore(transaction, repository, id, each))
          .toList();
    });
  }

  private static Map<Digest, Expired> gathered(Sql sql, long repository, Expired image) {
    Map<Digest, Expired> all = new LinkedHashMap<>(Map.of(image.digest(), image));
    Deque<Expired> open = new ArrayDeque<>(all.values());
    int followers = 0;
    while (!open.isEmpty()) {
      Expired next = open.remove();
      List<Expired> more = new ArrayList<>();
      if (ManifestRows.id(sql, repository, next.digest()).isEmpty()) {
        more.addAll(children(sql, repository, next));
      }
      List<Expired> following =
          ExpiredRows.followers(sql, next.repository(), next.digest(), MOST_FOLLOWERS - followers);
      followers += following.size();
      more.addAll(following);
      for (Expired each : more) {
        if (all.putIfAbsent(each.digest(), each) == null) {
          open.add(each);
        }
      }
    }
    return all;
  }

  /** Those that an index names and that are not in the repository. */
  private static List<Expired> children(Sql sql, long repository, Expired image) {
    return ReferenceRows.of(sql, image.manifest()).stream()
        .filter(reference -> reference.kind() == Kind.MANIFEST)
        .map(reference -> reference.target().digest())
        .filter(child -> ManifestRows.id(sql, repository, child).isEmpty())
        .flatMap(child -> ExpiredRows.find(sql, image.repository(), child).stream())
        .toList();
  }

  private static void requireWhole(
      Sql sql, long repository, Expired image, Map<Digest, Expired> all) {
    if (ManifestRows.id(sql, repository, image.digest()).isPresent()) {
      return;
    }
    List<ReferenceRow> references = ReferenceRows.of(sql, image.manifest());
    Predicate<Digest> isManifest =
        child -> all.containsKey(child) || ManifestRows.id(sql, repository, child).isPresent();
    Predicate<Digest> isBlob =
        blob ->
            BlobRows.linked(sql, image.repository(), blob).isPresent()
                || BlobRows.linked(sql, repository, blob).isPresent();
    requireThere(
        references,
        at -> at.kind() == Kind.MANIFEST && at.presence() == Presence.OPTIONAL,
        isManifest,
        true);
    requireThere(references, at -> at.presence() == Presence.HELD, isBlob, false);
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
            .filter(isThere.negate())
            .distinct()
            .toList();
    if (!missing.isEmpty()) {
      throw new StorageFailure.ManifestBlobUnknown(missing, manifests).exception();
    }
  }

  /** Whether the time of any has come. */
  public boolean isDue() {
    return database.read(sql -> ExpiredRows.isDue(sql, clock.instant()));
  }

  /**
   * Deletes some whose time has come; to be called again while it returns more than none.
   *
   * @return how many
   */
  public int removeDue() {
    return isDue()
        ? database.write(transaction -> {
          List<Expired> due = ExpiredRows.due(transaction.sql(), clock.instant(), BATCH);
          due.forEach(image -> shadow.drop(transaction.sql(), image));
          return due.size();
        })
        : 0;
  }
}
