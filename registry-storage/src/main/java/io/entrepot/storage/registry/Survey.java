package io.entrepot.storage.registry;

import io.entrepot.storage.failure.StorageFailure;
import io.entrepot.storage.metadata.Database;
import io.entrepot.storage.metadata.Sql;
import io.entrepot.storage.metadata.SurveyRows;
import io.entrepot.storage.metadata.TagRows;
import io.entrepot.storage.oci.Digest;
import io.entrepot.storage.oci.MediaType;
import io.entrepot.storage.oci.RepositoryKey;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

/**
 * Reads all images of a repository as they were at one moment: rules count images, so a tag that
 * moves while they are read must be seen once. That keeps one snapshot, and one of the threads that
 * read, for about a second for each 100,000 images; the write-ahead log grows meanwhile by what is
 * written. Whoever acts on it looks again at what he acts on. May block; called from virtual
 * threads or others. Failures come as {@link io.entrepot.storage.failure.StorageException}:
 * RepositoryUnknown, RepositoryTooLarge.
 */
public final class Survey {
  /** Most images, tags and children together, however large the heap. */
  public static final int MOST_NAMES = 1_000_000;

  /**
   * What one of them takes in the heap until its plan is made and carried out: somewhat more than
   * was measured (100,000 images with a tag each, 51 MiB with all that a process holds).
   */
  static final int BYTES_A_NAME = 320;

  /** The part of the heap that one plan may fill. */
  private static final int PART = 3;

  /** Images between two reports of progress. */
  private static final int PAGE = 500;

  private final Database database;
  private final PullTimes pulls;
  private final int mostNames;

  Survey(Database database, PullTimes pulls) {
    this(database, pulls, mostNames(Runtime.getRuntime().maxMemory()));
  }

  Survey(Database database, PullTimes pulls, int mostNames) {
    this.database = database;
    this.pulls = pulls;
    this.mostNames = mostNames;
  }

  /** As many as fit, in a heap of so many bytes. */
  static int mostNames(long heap) {
    return (int) Math.min(MOST_NAMES, heap / PART / BYTES_A_NAME);
  }

  /**
   * All images of a repository, in no order. Both are called on a thread of the database, so they
   * must not wait for it; what they throw ends the survey and comes to the caller.
   *
   * @param progress told how many were read, now and then
   */
  public void each(RepositoryKey repository, Consumer<SurveyedImage> taker, IntConsumer progress) {
    database.read(sql -> {
      long id = Tables.repository(sql, repository);
      Reading reading = new Reading(sql, repository, taker);
      while (reading.page(id)) {
        progress.accept(reading.images);
      }
      progress.accept(reading.images);
      return reading.images;
    });
  }

  /** One survey so far. */
  private final class Reading {
    private final Sql sql;
    private final RepositoryKey repository;
    private final Consumer<SurveyedImage> taker;
    private String after = "";
    private int names;
    private int images;

    private Reading(Sql sql, RepositoryKey repository, Consumer<SurveyedImage> taker) {
      this.sql = sql;
      this.repository = repository;
      this.taker = taker;
    }

    /** Whether there may be another one. */
    private boolean page(long id) {
      List<SurveyRows.Entry> entries = SurveyRows.page(sql, id, after, PAGE);
      for (SurveyRows.Entry entry : entries) {
        SurveyedImage image = image(entry);
        names += image.names();
        if (names > mostNames) {
          throw new StorageFailure.RepositoryTooLarge(repository, mostNames).exception();
        }
        taker.accept(image);
        after = entry.digest().toString();
      }
      images += entries.size();
      return entries.size() == PAGE;
    }

    private SurveyedImage image(SurveyRows.Entry entry) {
      return new SurveyedImage(
          entry.digest(),
          TagRows.of(sql, entry.id(), mostNames + 1),
          entry.pushedAt(),
          pulls.noted(repository, entry.digest()).or(entry::pulledAt),
          entry.subject(),
          children(entry),
          entry.pinned());
    }

    private List<Digest> children(SurveyRows.Entry entry) {
      return entry.mediaType().equals(MediaType.OCI_INDEX)
              || entry.mediaType().equals(MediaType.DOCKER_MANIFEST_LIST)
          ? SurveyRows.children(sql, entry.id())
          : List.of();
    }
  }
}
