package io.entrepot.storage.registry;

import static io.entrepot.storage.registry.LayersTest.assertFailure;
import static io.entrepot.storage.registry.StoreFixture.bytes;
import static io.entrepot.storage.registry.StoreFixture.image;
import static io.entrepot.storage.registry.StoreFixture.repository;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.entrepot.storage.failure.StorageFailure;
import io.entrepot.storage.oci.Digest;
import io.entrepot.storage.oci.RepositoryKey;
import io.entrepot.storage.oci.Tag;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
final class PinsTest {
  private static final RepositoryKey A = repository("a");
  private static final Tag LATEST = new Tag("latest");
  private static final String SOMEBODY = "arn:aws:iam::000000000000:user/somebody";

  @TempDir Path directory;

  private StoreFixture store;

  @BeforeEach
  void open() {
    store = new StoreFixture(directory, StorageSettings.defaults());
  }

  @AfterEach
  void close() {
    store.close();
  }

  private Digest push(int seed, String... tags) {
    return store.push(A, image(store.pushBlob(A, bytes(seed, 10))), tags).digest();
  }

  private List<Digest> pinned() {
    return store.store().pins().list(A, Optional.empty(), 10).items().stream()
        .map(PinnedImage::digest)
        .toList();
  }

  @Test
  void a_pin_stays_with_its_image_whatever_the_tag_names_later() {
    Digest first = push(1, "latest");
    PinnedImage pin = store.store().pins().pin(A, LATEST, SOMEBODY);
    assertEquals(first, pin.digest());
    assertEquals(List.of(LATEST), pin.tags());
    assertEquals(SOMEBODY, pin.by());
    push(2, "latest");
    assertEquals(List.of(first), pinned());
    assertEquals(
        List.of(), store.store().pins().list(A, Optional.empty(), 10).items().getFirst().tags());
  }

  @Test
  void a_hundred_tags_of_a_pinned_image_are_told() {
    push(1, IntStream.range(0, 120).mapToObj(i -> "t" + i).toArray(String[]::new));
    assertEquals(
        NotedTags.MOST, store.store().pins().pin(A, new Tag("t1"), SOMEBODY).tags().size());
  }

  @Test
  void pinning_again_changes_nothing_and_unpinning_is_once() {
    Digest image = push(1, "latest");
    store.store().pins().pin(A, image, SOMEBODY);
    assertEquals(SOMEBODY, store.store().pins().pin(A, image, "another").by());
    assertTrue(store.store().pins().unpin(A, LATEST).isPresent());
    assertEquals(Optional.empty(), store.store().pins().unpin(A, LATEST));
    assertEquals(List.of(), pinned());
  }

  @Test
  void the_list_goes_on_page_by_page() {
    List<Digest> images = List.of(push(1, "a"), push(2, "b"), push(3, "c"));
    images.forEach(image -> store.store().pins().pin(A, image, SOMEBODY));
    Page<PinnedImage> page = store.store().pins().list(A, Optional.empty(), 2);
    assertEquals(images.subList(0, 2), page.items().stream().map(PinnedImage::digest).toList());
    assertTrue(page.more());
    Page<PinnedImage> rest =
        store.store().pins().list(A, Optional.of(page.items().getLast().place()), 2);
    assertEquals(images.subList(2, 3), rest.items().stream().map(PinnedImage::digest).toList());
  }

  @Test
  void what_is_not_there_cannot_be_pinned() {
    assertFailure(
        new StorageFailure.RepositoryUnknown(A),
        () -> store.store().pins().pin(A, LATEST, SOMEBODY));
    push(1, "other");
    assertFailure(
        new StorageFailure.ManifestUnknown(LATEST),
        () -> store.store().pins().pin(A, LATEST, SOMEBODY));
  }

  @Test
  void pins_go_with_their_images_and_repositories() {
    Digest first = push(1, "a");
    push(2, "b");
    store.store().pins().pin(A, new Tag("a"), SOMEBODY);
    store.store().pins().pin(A, new Tag("b"), SOMEBODY);
    store.images().deleteManifest(A, first);
    assertEquals(1, pinned().size());
    store.store().repositories().delete(A, true);
    int cleared = 0;
    for (int some = store.store().clearDeleted(); some > 0; some = store.store().clearDeleted()) {
      cleared += some;
    }
    assertTrue(cleared > 0);
    push(2, "b");
    assertEquals(List.of(), pinned());
  }
}
