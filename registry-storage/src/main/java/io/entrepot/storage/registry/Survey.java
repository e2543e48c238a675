package io.entrepot.storage.registry;

import io.entrepot.storage.failure.StorageFailure;
import io.entrepot.storage.metadata.Database;
import io.entrepot.storage.metadata.Sql;
import io.entrepot.storage.metadata.SurveyRows;
import io.entrepot.storage.metadata.TagRows;
import io.entrepot.storage.oci.Digest;
import io.entrepot.storage.oci.MediaType;
import io.entrepot.storage.oci.RepositoryKey;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;

/**
 * Reads all images of a repository, page by page, so that no snapshot stays open for long. What
 * changes meanwhile may be in it or not; whoever acts on it looks again at what he acts on. May
 * block; called from virtual threads or others. Failures come as {@link
 * io.entrepot.storage.failure.StorageException}: RepositoryUnknown, RepositoryTooLarge.
 */
public final class Survey {
  /** Most images, tags and children together; about 300 MiB. */
  public static final int MOST_NAMES = 1_000_000;

  /** Images that one snapshot of the database reads. */
  private static final int PAGE = 500;

  private final Database database;
  private final PullTimes pulls;

  Survey(Database database, PullTimes pulls) {
    this.database = database;
    this.pulls = pulls;
  }

  /**
   * All images of a repository, in no order.
   *
   * @param progress told how many were read, after each page
   */
  public List<SurveyedImage> of(RepositoryKey repository, IntConsumer progress) {
    List<SurveyedImage> all = new ArrayList<>();
    String after = "";
    int names = 0;
    int read;
    do {
      List<SurveyedImage> page = page(repository, after);
      read = page.size();
      names += page.stream().mapToInt(SurveyedImage::names).sum();
      if (names > MOST_NAMES) {
        throw new StorageFailure.RepositoryTooLarge(repository, MOST_NAMES).exception();
      }
      all.addAll(page);
      progress.accept(all.size());
      after = read > 0 ? page.getLast().digest().toString() : after;
    } while (read == PAGE);
    return all;
  }

  private List<SurveyedImage> page(RepositoryKey repository, String after) {
    return database.read(sql ->
        SurveyRows.page(sql, Tables.repository(sql, repository), after, PAGE).stream()
            .map(entry -> image(sql, repository, entry))
            .toList());
  }

  private SurveyedImage image(Sql sql, RepositoryKey repository, SurveyRows.Entry entry) {
    return new SurveyedImage(
        entry.digest(),
        TagRows.of(sql, entry.id(), MOST_NAMES + 1),
        entry.pushedAt(),
        pulls.noted(repository, entry.digest()).or(entry::pulledAt),
        entry.subject(),
        children(sql, entry),
        entry.pinned());
  }

  private static List<Digest> children(Sql sql, SurveyRows.Entry entry) {
    return entry.mediaType().equals(MediaType.OCI_INDEX)
            || entry.mediaType().equals(MediaType.DOCKER_MANIFEST_LIST)
        ? SurveyRows.children(sql, entry.id())
        : List.of();
  }
}
