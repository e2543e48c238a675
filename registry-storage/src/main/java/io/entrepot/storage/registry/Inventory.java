package io.entrepot.storage.registry;

import io.entrepot.storage.failure.StorageFailure;
import io.entrepot.storage.metadata.Database;
import io.entrepot.storage.metadata.ImageRow;
import io.entrepot.storage.metadata.ImageRows;
import io.entrepot.storage.metadata.Sql;
import io.entrepot.storage.oci.Digest;
import io.entrepot.storage.oci.Reference;
import io.entrepot.storage.oci.RepositoryKey;
import io.entrepot.storage.oci.Tag;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * What images a repository holds, piece by piece. May block; called from virtual threads. Failures
 * come as {@link io.entrepot.storage.failure.StorageException}: RepositoryUnknown.
 */
public final class Inventory {
  /** How many images are looked at for one stretch, when few of them are meant. */
  public static final int MAX_LOOKED_AT = 10_000;

  /**
   * What one snapshot of the database reads of images with all that is known of them: a page of the
   * usual hundred, and the one that tells that there are more.
   */
  private static final int PART = 101;

  /** The same of digests alone. */
  private static final int DIGESTS = 1_000;

  /** What begins a place among tags, and one among images without. */
  private static final char TAGS = 't';

  private static final char UNTAGGED = 'u';

  private final Database database;
  private final PullTimes pulls;

  Inventory(Database database, PullTimes pulls) {
    this.database = database;
    this.pulls = pulls;
  }

  /** One image; ManifestUnknown. */
  public ImageInfo describe(RepositoryKey repository, Reference reference) {
    return database.read(sql -> {
      long id = Tables.repository(sql, repository);
      Optional<ImageRow> row =
          switch (reference) {
            case Digest digest -> ImageRows.find(sql, id, digest);
            case Tag tag -> ImageRows.find(sql, id, tag);
          };
      return info(
          sql,
          repository,
          row.orElseThrow(() -> new StorageFailure.ManifestUnknown(reference).exception()));
    });
  }

  /**
   * Images in order of digest.
   *
   * @param after where the stretch starts, as an earlier one said
   * @param limit most items; at least 1
   */
  public Stretch<ImageInfo> describe(
      RepositoryKey repository, TagStatus status, Optional<String> after, int limit) {
    int part = Math.min(PART, limit + 1);
    return fill(
        after,
        limit,
        part,
        place ->
            database.read(sql -> {
              long id = Tables.repository(sql, repository);
              return ImageRows.page(sql, id, place, part).stream()
                  .map(row -> info(sql, repository, row))
                  .toList();
            }),
        image -> image.digest().toString(),
        image -> status.includes(!image.tags().isEmpty()));
  }

  /** The names of images: first by tag in ASCII order, then those without any by digest. */
  public Stretch<ImageName> list(
      RepositoryKey repository, TagStatus status, Optional<String> after, int limit) {
    String start = after.orElse(String.valueOf(status == TagStatus.UNTAGGED ? UNTAGGED : TAGS));
    Stretch<ImageName> tagged =
        start.charAt(0) == TAGS
            ? tagged(repository, start.substring(1), limit)
            : new Stretch<>(List.of(), Optional.empty());
    if (status == TagStatus.TAGGED || tagged.next().isPresent()) {
      return tagged;
    }
    if (tagged.items().size() == limit) {
      return new Stretch<>(tagged.items(), Optional.of(String.valueOf(UNTAGGED)));
    }
    Stretch<ImageName> untagged =
        untagged(
            repository,
            start.charAt(0) == TAGS ? "" : start.substring(1),
            limit - tagged.items().size());
    List<ImageName> both = new ArrayList<>(tagged.items());
    both.addAll(untagged.items());
    return new Stretch<>(both, untagged.next());
  }

  /** Tags in ASCII order, after the given text, at most so many, with their images. */
  public Page<TaggedImage> tagged(RepositoryKey repository, Optional<String> after, int limit) {
    return database.read(sql -> {
      long id = Tables.repository(sql, repository);
      return Page.of(
          ImageRows.dated(sql, id, after.orElse(""), Page.toAsk(limit)).stream()
              .map(row ->
                  new TaggedImage(row.tag(), row.since(), info(sql, repository, row.image())))
              .toList(),
          limit);
    });
  }

  private Stretch<ImageName> tagged(RepositoryKey repository, String after, int limit) {
    List<ImageRows.Tagged> rows =
        database.read(sql ->
            ImageRows.tags(sql, Tables.repository(sql, repository), after, Page.toAsk(limit)));
    Page<ImageRows.Tagged> page = Page.of(rows, limit);
    return new Stretch<>(
        page.items().stream()
            .map(row -> new ImageName(row.digest(), Optional.of(row.tag())))
            .toList(),
        page.more() ? Optional.of(TAGS + page.items().getLast().tag().value()) : Optional.empty());
  }

  private Stretch<ImageName> untagged(RepositoryKey repository, String after, int limit) {
    Stretch<ImageRows.Named> found =
        fill(
            Optional.of(after),
            limit,
            DIGESTS,
            place ->
                database.read(sql ->
                    ImageRows.digests(sql, Tables.repository(sql, repository), place, DIGESTS)),
            image -> image.digest().toString(),
            image -> !image.tagged());
    return new Stretch<>(
        found.items().stream()
            .map(image -> new ImageName(image.digest(), Optional.empty()))
            .toList(),
        found.next().map(place -> UNTAGGED + place));
  }

  /** Reads parts until there are enough of what is meant, or enough was looked at. */
  private static <T> Stretch<T> fill(
      Optional<String> after,
      int limit,
      int part,
      Function<String, List<T>> read,
      Function<T, String> place,
      Predicate<T> meant) {
    List<T> found = new ArrayList<>();
    String at = after.orElse("");
    for (int looked = 0; looked < MAX_LOOKED_AT; looked += part) {
      List<T> items = read.apply(at);
      for (T item : items) {
        if (found.size() == limit) {
          return new Stretch<>(found, Optional.of(at));
        }
        if (meant.test(item)) {
          found.add(item);
        }
        at = place.apply(item);
      }
      if (items.size() < part) {
        return new Stretch<>(found, Optional.empty());
      }
    }
    return new Stretch<>(found, Optional.of(at));
  }

  private ImageInfo info(Sql sql, RepositoryKey repository, ImageRow row) {
    long size = ImageRows.size(sql, row.id());
    return new ImageInfo(
        row.digest(),
        ImageRows.tagsOf(sql, row.id(), ManifestTags.MOST_TAGS),
        size > 0 ? size : ImageRows.largestChild(sql, row.id()),
        row.pushedAt(),
        pulls.last(sql, repository, row.id(), row.digest()),
        row.mediaType(),
        row.artifactType(),
        row.subject());
  }
}
