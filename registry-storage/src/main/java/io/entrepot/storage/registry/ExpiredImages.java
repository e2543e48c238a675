package io.entrepot.storage.registry;

import io.entrepot.storage.failure.StorageFailure;
import io.entrepot.storage.metadata.Database;
import io.entrepot.storage.metadata.ExpiredRows;
import io.entrepot.storage.metadata.ExpiredRows.Expired;
import io.entrepot.storage.metadata.RepositoryRows;
import io.entrepot.storage.metadata.ShadowRows;
import io.entrepot.storage.metadata.Sql;
import io.entrepot.storage.oci.Digest;
import io.entrepot.storage.oci.RepositoryKey;
import io.entrepot.storage.oci.Tag;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Images that lifecycle policies took out of their repositories and that are kept for a while. May
 * block; called from threads that may; what is reported as done is durable. Failures come as {@link
 * io.entrepot.storage.failure.StorageException}: RepositoryUnknown.
 */
public final class ExpiredImages {
  /** Images that one transaction deletes, so that no push waits long for it. */
  public static final int BATCH = 20;

  /** When these name as many blobs and manifests, the rest is left for another transaction. */
  public static final int NAMES = 500;

  /** Most images that come back at once, which one transaction does; more are refused. */
  public static final int MOST_RESTORED = 1_000;

  /**
   * Most blobs and manifests that these name together, for one transaction of the one writer. An
   * image that comes back alone may name more.
   */
  public static final int MOST_RESTORED_NAMES = 10_000;

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
   * The tags that an image had, for who decides whether somebody may delete it; none when it is not
   * one of these; TooManyTags.
   */
  public Set<Tag> tagsOf(RepositoryKey repository, Digest digest) {
    return database.read(sql ->
        RepositoryRows.find(sql, repository)
            .flatMap(id -> find(sql, id, digest))
            .map(image -> ExpiredTags.of(sql, image.digest(), List.of(image)))
            .orElse(Set.of()));
  }

  /**
   * The tags that an image and all that comes back with it had, for who decides whether somebody
   * may bring them back; none when it is not one of these; TooManyTags.
   */
  public Set<Tag> tagsReturning(RepositoryKey repository, Digest digest) {
    return database.read(sql ->
        RepositoryRows.find(sql, repository)
            .flatMap(id -> find(sql, id, digest).map(image -> Returning.with(sql, id, image)))
            .map(Returning::tags)
            .orElse(Set.of()));
  }

  private static Optional<Expired> find(Sql sql, long repository, Digest digest) {
    return ShadowRows.find(sql, repository)
        .flatMap(hidden -> ExpiredRows.find(sql, hidden, digest));
  }

  private static Expired get(Sql sql, long repository, Digest digest) {
    return find(sql, repository, digest)
        .orElseThrow(() -> new StorageFailure.NotExpired(digest).exception());
  }

  /**
   * Brings an image back, and with it the images that it names and those that went with it. One
   * that was pushed again meanwhile only gets its free tags back.
   *
   * @param allowed the tags of {@link #tagsReturning} that somebody may give back
   * @return what came back, the image itself last; NotExpired when it is not one of these,
   *     ManifestBlobUnknown when something that it consists of is gone, TooManyToRestore,
   *     ExpiredMeanwhile when other tags would come back too
   */
  public List<RestoredImage> restore(RepositoryKey repository, Digest digest, Set<Tag> allowed) {
    return database.write(transaction -> {
      Sql sql = transaction.sql();
      long id = Tables.repository(sql, repository);
      Returning returning = Returning.with(sql, id, get(sql, id, digest));
      returning.requireWhole();
      require(allowed, returning.tags(), digest);
      return returning.inOrder().stream()
          .map(each -> shadow.restore(transaction, repository, id, each))
          .toList();
    });
  }

  /** A policy that denies by a tag must not miss one that came after it was asked. */
  private static void require(Set<Tag> allowed, Set<Tag> tags, Digest digest) {
    if (!allowed.containsAll(tags)) {
      throw new StorageFailure.ExpiredMeanwhile(digest).exception();
    }
  }

  /**
   * Deletes an image at once that could be brought back, and it alone; NotExpired, ExpiredMeanwhile
   * when it has other tags.
   *
   * @param allowed the tags of {@link #tagsOf} that somebody may delete
   */
  public void delete(RepositoryKey repository, Digest digest, Set<Tag> allowed) {
    database.write(transaction -> {
      Sql sql = transaction.sql();
      Expired image = get(sql, Tables.repository(sql, repository), digest);
      require(allowed, ExpiredTags.of(sql, digest, List.of(image)), digest);
      shadow.drop(sql, image);
      return image;
    });
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
    return isDue() ? database.write(transaction -> removeDue(transaction.sql())) : 0;
  }

  private int removeDue(Sql sql) {
    int removed = 0;
    int named = 0;
    for (Expired image : ExpiredRows.due(sql, clock.instant(), BATCH)) {
      named += shadow.drop(sql, image);
      removed++;
      if (named >= NAMES) {
        return removed;
      }
    }
    return removed;
  }
}
