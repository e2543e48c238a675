package io.entrepot.storage.registry;

import static io.entrepot.storage.registry.StoreFixture.repository;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.entrepot.storage.metadata.ManifestRows;
import io.entrepot.storage.metadata.NewManifest;
import io.entrepot.storage.metadata.RepositoryRows;
import io.entrepot.storage.metadata.Sql;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
final class SurveyOfManyTest {
  private static final RepositoryKey A = repository("a");
  private static final int IMAGES = 100_000;
  private static final int AT_ONCE = 5_000;

  @TempDir Path directory;

  @Test
  void a_hundred_thousand_images_are_read_within_seconds_and_page_by_page() {
    try (StoreFixture store = new StoreFixture(directory, StorageSettings.defaults())) {
      Instant now = store.now();
      long id =
          store
              .store()
              .database()
              .write(transaction -> RepositoryRows.insert(transaction.sql(), A, now));
      for (int from = 0; from < IMAGES; from += AT_ONCE) {
        int first = from;
        store
            .store()
            .database()
            .write(transaction -> {
              for (int i = first; i < first + AT_ONCE; i++) {
                insert(transaction.sql(), id, i, now);
              }
              return first;
            });
      }
      List<Integer> pages = new ArrayList<>();
      long began = System.nanoTime();
      List<SurveyedImage> images = store.store().survey().of(A, pages::add);
      Duration took = Duration.ofNanos(System.nanoTime() - began);
      assertEquals(IMAGES, images.size());
      assertTrue(pages.size() >= IMAGES / 500, () -> pages.size() + " pages");
      assertTrue(took.compareTo(Duration.ofSeconds(30)) < 0, () -> "it took " + took);
    }
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
