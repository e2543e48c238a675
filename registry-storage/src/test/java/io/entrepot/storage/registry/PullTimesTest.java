package io.entrepot.storage.registry;

import static io.entrepot.storage.registry.StoreFixture.bytes;
import static io.entrepot.storage.registry.StoreFixture.image;
import static io.entrepot.storage.registry.StoreFixture.repository;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.entrepot.storage.metadata.ManifestRows;
import io.entrepot.storage.metadata.PullRows;
import io.entrepot.storage.oci.Digest;
import io.entrepot.storage.oci.DigestAlgorithm;
import io.entrepot.storage.oci.RegistryId;
import io.entrepot.storage.oci.RepositoryKey;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
final class PullTimesTest {
  private static final RepositoryKey A = repository("a");
  private static final String SOMEBODY = "arn:aws:iam::000000000000:user/somebody";

  @TempDir Path directory;

  private StoreFixture store;
  private Digest image;

  @BeforeEach
  void open() {
    store = new StoreFixture(directory, StorageSettings.defaults());
    image = store.push(A, image(store.pushBlob(A, bytes(1, 10))), "latest").digest();
  }

  @AfterEach
  void close() {
    store.close();
  }

  private void pull() {
    store.store().pulls().note(A, image, () -> SOMEBODY);
  }

  private Optional<Instant> told() {
    return store.store().inventory().describe(A, image).pulledAt();
  }

  private Optional<Instant> written() {
    return store
        .store()
        .database()
        .read(sql ->
            PullRows.find(
                sql, ManifestRows.id(sql, Tables.repository(sql, A), image).orElseThrow()));
  }

  @Test
  void a_pull_is_told_at_once_and_written_later() {
    assertEquals(Optional.empty(), told());
    pull();
    assertEquals(Optional.of(store.now()), told());
    assertEquals(Optional.empty(), written());
    assertEquals(1, store.store().pulls().flush());
    assertEquals(Optional.of(store.now()), written());
    assertEquals(Optional.of(store.now()), told());
    assertEquals(0, store.store().pulls().flush());
  }

  @Test
  void many_pulls_within_a_minute_of_the_recorded_one_are_one() {
    Instant first = store.now();
    pull();
    store.store().pulls().flush();
    store.pass(PullTimes.APART.minusMillis(1));
    pull();
    store.store().pulls().flush();
    assertEquals(Optional.of(first), written());
    store.pass(Duration.ofSeconds(2));
    pull();
    store.store().pulls().flush();
    assertEquals(Optional.of(store.now()), written());
  }

  @Test
  void what_was_noted_is_written_when_the_store_closes() {
    pull();
    store.restart();
    assertEquals(Optional.of(store.now()), written());
  }

  @Test
  void pulls_of_excluded_principals_do_not_count_until_they_are_included_again() {
    store.store().settings().exclude(RegistryId.DEFAULT, SOMEBODY);
    pull();
    assertEquals(Optional.empty(), told());
    store.restart();
    pull();
    assertEquals(Optional.empty(), told());
    store.store().pulls().note(A, image, () -> SOMEBODY + "-else");
    assertEquals(Optional.of(store.now()), told());
    store.pass(Duration.ofHours(1));
    store.store().settings().include(RegistryId.DEFAULT, SOMEBODY);
    pull();
    assertEquals(Optional.of(store.now()), told());
  }

  @Test
  void nobody_is_asked_for_their_name_where_everybody_counts() {
    store
        .store()
        .pulls()
        .note(
            A,
            image,
            () -> {
              throw new IllegalStateException("asked");
            });
    assertEquals(Optional.of(store.now()), told());
    store.store().settings().exclude(RegistryId.DEFAULT, SOMEBODY);
    assertThrows(
        IllegalStateException.class,
        () ->
            store
                .store()
                .pulls()
                .note(
                    A,
                    image,
                    () -> {
                      throw new IllegalStateException("asked");
                    }));
  }

  @Test
  void what_is_pulled_while_too_many_images_are_noted_is_not_noted_until_they_are_written() {
    for (int i = 0; i < PullTimes.MOST_NOTED; i++) {
      byte[] content = ByteBuffer.allocate(Integer.BYTES).putInt(i).array();
      store
          .store()
          .pulls()
          .note(repository("none"), Digest.of(DigestAlgorithm.SHA256, content), () -> SOMEBODY);
    }
    pull();
    assertEquals(Optional.empty(), told());
    assertEquals(PullTimes.MOST_NOTED, store.store().pulls().flush());
    pull();
    assertEquals(Optional.of(store.now()), told());
  }

  @Test
  void the_time_of_an_image_goes_with_it() {
    pull();
    store.store().pulls().flush();
    store.images().deleteManifest(A, image);
    Digest again = store.push(A, image(store.pushBlob(A, bytes(1, 10))), "latest").digest();
    assertEquals(image, again);
    assertEquals(Optional.empty(), told());
  }
}
