package io.entrepot.storage.registry;

import static io.entrepot.storage.registry.LayersTest.assertFailure;
import static io.entrepot.storage.registry.StoreFixture.repository;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.entrepot.storage.failure.StorageFailure;
import io.entrepot.storage.metadata.ManifestRows;
import io.entrepot.storage.metadata.NewManifest;
import io.entrepot.storage.metadata.RepositoryRows;
import io.entrepot.storage.metadata.Sql;
import io.entrepot.storage.metadata.SurveyRows;
import io.entrepot.storage.metadata.TagRows;
import io.entrepot.storage.oci.MediaType;
import io.entrepot.storage.oci.RepositoryKey;
import io.entrepot.storage.oci.Tag;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
final class SurveyOfManyTest {
  private static final RepositoryKey A = repository("a");
  private static final int IMAGES = 100_000;
  private static final int AT_ONCE = 5_000;

  @TempDir Path directory;

  private static void fill(StoreFixture store, int images) {
    Instant now = store.now();
    long id =
        store
            .store()
            .database()
            .write(transaction -> RepositoryRows.insert(transaction.sql(), A, now));
    for (int from = 0; from < images; from += AT_ONCE) {
      int first = from;
      store
          .store()
          .database()
          .write(transaction -> {
            for (int i = first; i < Math.min(images, first + AT_ONCE); i++) {
              insert(transaction.sql(), id, i, now);
            }
            return first;
          });
    }
  }

  @Test
  void a_hundred_thousand_images_are_read_within_seconds_with_reports() {
    try (StoreFixture store = new StoreFixture(directory, StorageSettings.defaults())) {
      fill(store, IMAGES);
      List<Integer> pages = new ArrayList<>();
      AtomicInteger images = new AtomicInteger();
      long began = System.nanoTime();
      store.store().survey().each(A, image -> images.incrementAndGet(), pages::add);
      Duration took = Duration.ofNanos(System.nanoTime() - began);
      assertEquals(IMAGES, images.get());
      assertTrue(pages.size() >= IMAGES / 500, () -> pages.size() + " pages");
      assertTrue(took.compareTo(Duration.ofSeconds(30)) < 0, () -> "it took " + took);
    }
  }

  @Test
  void a_tag_that_moves_while_images_are_read_is_seen_once() {
    try (StoreFixture store = new StoreFixture(directory, StorageSettings.defaults())) {
      int count = 700;
      fill(store, count);
      List<SurveyedImage> images = new ArrayList<>();
      store
          .store()
          .survey()
          .each(
              A,
              images::add,
              read -> {
                if (read < count) {
                  moveTag(store, images.getFirst());
                }
              });
      List<Tag> tags = images.stream().flatMap(image -> image.tags().stream()).toList();
      assertEquals(count, tags.size());
      assertEquals(count, Set.copyOf(tags).size());
    }
  }

  /** From an image that was read to the last one in the order of reading. */
  private static void moveTag(StoreFixture store, SurveyedImage from) {
    store
        .store()
        .database()
        .write(transaction -> {
          Sql sql = transaction.sql();
          long id = RepositoryRows.find(sql, A).orElseThrow();
          SurveyRows.Entry last = SurveyRows.page(sql, id, "", 1_000).getLast();
          TagRows.set(sql, id, from.tags().getFirst(), last.id(), store.now());
          return last;
        });
  }

  @Test
  void a_repository_that_does_not_fit_is_refused() {
    try (StoreFixture store = new StoreFixture(directory, StorageSettings.defaults())) {
      fill(store, 3);
      PullTimes pulls = store.store().pulls();
      List<SurveyedImage> images = new ArrayList<>();
      new Survey(store.store().database(), pulls, 6).each(A, images::add, read -> {});
      assertEquals(3, images.size());
      assertFailure(
          new StorageFailure.RepositoryTooLarge(A, 5),
          () -> new Survey(store.store().database(), pulls, 5).each(A, images::add, read -> {}));
    }
    assertEquals(Survey.MOST_NAMES, Survey.mostNames(Long.MAX_VALUE));
    assertTrue(Survey.mostNames(240L << 20) >= 2 * IMAGES);
  }

  private static void insert(Sql sql, long repository, int number, Instant now) {
    byte[] content =
        ("{\"schemaVersion\":2,\"annotations\":{\"n\":\"" + number + "\"}}").getBytes(UTF_8);
    long manifest =
        ManifestRows.insert(
            sql,
            new NewManifest(
                repository,
                StoreFixture.sha256(content),
                MediaType.OCI_MANIFEST,
                Optional.empty(),
                Optional.empty(),
                content,
                now.plusMillis(number)));
    TagRows.set(sql, repository, new Tag("v" + number), manifest, now);
  }
}
