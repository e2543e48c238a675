package io.entrepot.storage.registry;

import io.entrepot.storage.failure.StorageFailure;
import io.entrepot.storage.metadata.Database;
import io.entrepot.storage.metadata.ImageRow;
import io.entrepot.storage.metadata.ImageRows;
import io.entrepot.storage.metadata.PinRows;
import io.entrepot.storage.metadata.Sql;
import io.entrepot.storage.oci.Digest;
import io.entrepot.storage.oci.Reference;
import io.entrepot.storage.oci.RepositoryKey;
import io.entrepot.storage.oci.Tag;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Images that no lifecycle policy takes away. A pin is on a manifest, whatever its tags become, and
 * goes with it. May block; called from virtual threads; what it reports as done is durable.
 * Failures come as {@link io.entrepot.storage.failure.StorageException}: RepositoryUnknown,
 * ManifestUnknown.
 */
public final class Pins {
  private final Database database;
  private final InstantSource clock;

  Pins(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  /**
   * Pins an image; one that is pinned stays as it is.
   *
   * @param by the ARN of whoever asks
   */
  public PinnedImage pin(RepositoryKey repository, Reference image, String by) {
    return database.write(transaction -> {
      Sql sql = transaction.sql();
      long id = Tables.repository(sql, repository);
      long manifest = manifest(sql, id, image);
      PinRows.add(sql, id, manifest, clock.instant(), by);
      return pinned(sql, PinRows.find(sql, manifest).orElseThrow());
    });
  }

  /** Takes the pin of an image away; what it was, empty when there was none. */
  public Optional<PinnedImage> unpin(RepositoryKey repository, Reference image) {
    return database.write(transaction -> {
      Sql sql = transaction.sql();
      long manifest = manifest(sql, Tables.repository(sql, repository), image);
      Optional<PinnedImage> was = PinRows.find(sql, manifest).map(pin -> pinned(sql, pin));
      PinRows.remove(sql, manifest);
      return was;
    });
  }

  /** Pinned images in the order of their pushes, after the given place, at most so many. */
  public Page<PinnedImage> list(RepositoryKey repository, Optional<String> after, int limit) {
    return database.read(sql -> {
      long id = Tables.repository(sql, repository);
      long place = after.map(Long::valueOf).orElse(0L);
      return Page.of(
          PinRows.page(sql, id, place, Page.toAsk(limit)).stream()
              .map(pin -> pinned(sql, pin))
              .toList(),
          limit);
    });
  }

  private static long manifest(Sql sql, long repository, Reference image) {
    Optional<ImageRow> row =
        switch (image) {
          case Digest digest -> ImageRows.find(sql, repository, digest);
          case Tag tag -> ImageRows.find(sql, repository, tag);
        };
    return row.orElseThrow(() -> new StorageFailure.ManifestUnknown(image).exception()).id();
  }

  private static PinnedImage pinned(Sql sql, PinRows.Pin pin) {
    return new PinnedImage(
        pin.digest(),
        ImageRows.tagsOf(sql, pin.manifest(), NotedTags.MOST),
        pin.since(),
        pin.by(),
        Long.toString(pin.manifest()));
  }
}
