package io.entrepot.storage.registry;

import io.entrepot.storage.metadata.Database;
import io.entrepot.storage.metadata.PreviewRows;
import io.entrepot.storage.metadata.Sql;
import io.entrepot.storage.oci.Digest;
import io.entrepot.storage.oci.RepositoryKey;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * What lifecycle policies would do, worked out beside the requests and kept for a day; a repository
 * has one, the latest that was asked for. May block; called from threads that may. Failures come as
 * {@link io.entrepot.storage.failure.StorageException}: RepositoryUnknown.
 */
public final class LifecyclePreviews {
  /** How long a preview can be read after it was asked for. */
  public static final Duration KEPT_FOR = Duration.ofDays(1);

  /** How long it is known that there was one. */
  public static final Duration KNOWN_FOR = Duration.ofDays(2);

  /** A preview that is not ready by then is given up, so that another can be asked for. */
  public static final Duration PATIENCE = Duration.ofHours(1);

  /** Images that one transaction writes or takes away. */
  static final int BATCH = 500;

  /** Images that are looked at for one page, when few of them are meant. */
  static final int MAX_LOOKED_AT = 10_000;

  private final Database database;
  private final InstantSource clock;

  LifecyclePreviews(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  /** Begins a preview; empty when the latest of the repository is not ready yet. */
  public Optional<LifecyclePreview> begin(RepositoryKey repository, String document) {
    return database.write(transaction -> {
      Sql sql = transaction.sql();
      long id = Tables.repository(sql, repository);
      Instant now = clock.instant();
      boolean busy =
          PreviewRows.latest(sql, id)
              .filter(last ->
                  LifecyclePreview.of(last, now).status() == LifecyclePreview.Status.IN_PROGRESS)
              .isPresent();
      if (busy) {
        return Optional.empty();
      }
      PreviewRows.insert(sql, id, document, LifecyclePreview.Status.IN_PROGRESS.name(), now);
      return PreviewRows.latest(sql, id).map(row -> LifecyclePreview.of(row, now));
    });
  }

  /** The latest of a repository. */
  public Optional<LifecyclePreview> latest(RepositoryKey repository) {
    return database.read(sql ->
        PreviewRows.latest(sql, Tables.repository(sql, repository))
            .map(row -> LifecyclePreview.of(row, clock.instant())));
  }

  /**
   * Writes all that would become of a repository's images, and that the preview is ready; forgets
   * those before it.
   *
   * @param images asked for while they are written, some at a time and in no transaction
   */
  public void complete(LifecyclePreview preview, Iterable<PreviewedImage> images) {
    forgetEarlier(preview);
    clear(preview.id());
    long expiring = 0;
    long transitioning = 0;
    Iterator<PreviewedImage> rest = images.iterator();
    while (rest.hasNext()) {
      List<PreviewedImage> part = some(rest);
      database.write(transaction -> {
        part.forEach(image -> PreviewRows.add(transaction.sql(), preview.id(), image.row()));
        return part;
      });
      expiring += count(part, PreviewedImage.Action.EXPIRE);
      transitioning += count(part, PreviewedImage.Action.TRANSITION);
    }
    end(preview, LifecyclePreview.Status.COMPLETE, Optional.empty(), expiring, transitioning);
  }

  private static List<PreviewedImage> some(Iterator<PreviewedImage> rest) {
    List<PreviewedImage> part = new ArrayList<>(BATCH);
    while (rest.hasNext() && part.size() < BATCH) {
      part.add(rest.next());
    }
    return part;
  }

  private static long count(List<PreviewedImage> images, PreviewedImage.Action action) {
    return images.stream().filter(image -> image.action() == action).count();
  }

  /** Tells that there will be none, and why; forgets those before it. */
  public void fail(LifecyclePreview preview, String why) {
    end(preview, LifecyclePreview.Status.FAILED, Optional.of(why), 0, 0);
    forgetEarlier(preview);
    clear(preview.id());
  }

  private void forgetEarlier(LifecyclePreview preview) {
    forget(() -> database.read(sql -> PreviewRows.earlier(sql, preview.id())));
  }

  private void end(
      LifecyclePreview preview,
      LifecyclePreview.Status status,
      Optional<String> failure,
      long expiring,
      long transitioning) {
    database.write(transaction -> {
      PreviewRows.end(
          transaction.sql(), preview.id(), status.name(), failure, expiring, transitioning);
      return status;
    });
  }

  /** What would become of all images: in the order of the plan, then those that stay. */
  public Stretch<PreviewedImage> images(
      LifecyclePreview preview, Optional<String> after, int limit) {
    return images(preview, any -> true, Long.MAX_VALUE, after, limit);
  }

  /**
   * What would be done with images, in its order. At least one that is meant, unless there is none.
   *
   * @param after the stretch starts after this place
   */
  public Stretch<PreviewedImage> changes(
      LifecyclePreview preview,
      Predicate<PreviewedImage> meant,
      Optional<String> after,
      int limit) {
    return images(preview, meant, preview.expiring() + preview.transitioning(), after, limit);
  }

  /** Those before the end: what stays comes after all that changes. */
  private Stretch<PreviewedImage> images(
      LifecyclePreview preview,
      Predicate<PreviewedImage> meant,
      long end,
      Optional<String> after,
      int limit) {
    List<PreviewedImage> found = new ArrayList<>();
    long at = after.map(Long::valueOf).orElse(-1L);
    for (int looked = 0; looked < MAX_LOOKED_AT || found.isEmpty(); looked += BATCH) {
      List<PreviewedImage> part = part(preview, at, end);
      for (PreviewedImage image : part) {
        if (meant.test(image)) {
          if (found.size() == limit) {
            return new Stretch<>(found, Optional.of(Long.toString(at)));
          }
          found.add(image);
        }
        at = image.position();
      }
      if (part.size() < BATCH) {
        return new Stretch<>(found, Optional.empty());
      }
    }
    return new Stretch<>(found, Optional.of(Long.toString(at)));
  }

  private List<PreviewedImage> part(LifecyclePreview preview, long after, long end) {
    return database.read(sql ->
        PreviewRows.images(sql, preview.id(), after, end, BATCH).stream()
            .map(PreviewedImage::of)
            .toList());
  }

  /** What would become of one image. */
  public Optional<PreviewedImage> image(LifecyclePreview preview, Digest digest) {
    return database.read(
        sql -> PreviewRows.image(sql, preview.id(), digest.toString()).map(PreviewedImage::of));
  }

  /** Forgets what is too old; how many previews that were. */
  public int sweep() {
    return forget(this::oldest);
  }

  /** Forgets one after the other, until there is no next; how many that were. */
  private int forget(Supplier<Optional<PreviewRows.Preview>> next) {
    int forgotten = 0;
    for (Optional<PreviewRows.Preview> old = next.get(); old.isPresent(); old = next.get()) {
      PreviewRows.Preview preview = old.get();
      clear(preview.id());
      database.write(transaction -> {
        PreviewRows.delete(transaction.sql(), preview.id());
        return preview;
      });
      forgotten++;
    }
    return forgotten;
  }

  /** Whether there is any. */
  public boolean isAny() {
    return database.read(PreviewRows::oldest).isPresent();
  }

  private Optional<PreviewRows.Preview> oldest() {
    long before = clock.instant().minus(KNOWN_FOR).toEpochMilli();
    return database.read(PreviewRows::oldest).filter(preview -> preview.began() < before);
  }

  /** In small transactions. */
  private void clear(long preview) {
    int some = BATCH;
    while (some > 0) {
      some = database.write(t -> PreviewRows.deleteSome(t.sql(), preview, BATCH));
    }
  }
}
