package io.entrepot.storage.registry;

import static io.entrepot.storage.registry.StoreFixture.bytes;
import static io.entrepot.storage.registry.StoreFixture.image;
import static io.entrepot.storage.registry.StoreFixture.repository;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.entrepot.storage.oci.RepositoryKey;
import io.entrepot.storage.oci.Tag;
import io.entrepot.storage.registry.LifecyclePreview.Status;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
final class LifecyclePreviewsTest {
  private static final RepositoryKey A = repository("a");
  private static final int MANY = 2 * LifecyclePreviews.BATCH + 1;

  @TempDir Path directory;

  private StoreFixture store;

  @BeforeEach
  void open() {
    store = new StoreFixture(directory, StorageSettings.defaults());
    store.push(A, image(store.pushBlob(A, bytes(1, 10))), "a");
  }

  @AfterEach
  void close() {
    store.close();
  }

  private LifecyclePreviews previews() {
    return store.store().lifecyclePreviews();
  }

  private List<PreviewedImage> many() {
    List<PreviewedImage> images = new ArrayList<>();
    for (int i = 0; i < MANY; i++) {
      boolean kept = i % 2 == 1;
      images.add(
          new PreviewedImage(
              i,
              StoreFixture.sha256(bytes(i, 10)),
              kept ? List.of() : List.of(new Tag("t" + i)),
              store.now(),
              kept ? PreviewedImage.Action.KEEP : PreviewedImage.Action.EXPIRE,
              kept ? Optional.empty() : Optional.of(3),
              "because"));
    }
    return images;
  }

  @Test
  void a_preview_is_in_progress_then_complete_and_only_one_at_a_time() {
    LifecyclePreview preview = previews().begin(A, "text").orElseThrow();
    assertEquals(Status.IN_PROGRESS, preview.status());
    assertEquals(Optional.empty(), previews().begin(A, "text"));
    List<PreviewedImage> images = many();
    previews().complete(preview, images);
    LifecyclePreview done = previews().latest(A).orElseThrow();
    assertEquals(Status.COMPLETE, done.status());
    assertEquals(LifecyclePreviews.BATCH + 1, done.expiring());
    assertEquals(0, done.transitioning());
    assertEquals(Optional.of(images.get(5)), previews().image(done, images.get(5).digest()));
    assertTrue(previews().begin(A, "text").isPresent());
  }

  @Test
  void a_repository_has_one_preview_and_those_before_it_are_forgotten() {
    previews().complete(previews().begin(A, "text").orElseThrow(), many());
    LifecyclePreview second = previews().begin(A, "other").orElseThrow();
    previews().complete(second, List.of());
    store.pass(LifecyclePreviews.KNOWN_FOR.plusMillis(1));
    assertEquals(second.id(), previews().latest(A).orElseThrow().id());
    assertEquals(1, previews().sweep());
  }

  @Test
  void pages_tell_of_what_is_meant_and_of_nothing_twice() {
    LifecyclePreview preview = previews().begin(A, "text").orElseThrow();
    List<PreviewedImage> images = many();
    previews().complete(preview, images);
    List<PreviewedImage> read = new ArrayList<>();
    Optional<String> after = Optional.empty();
    do {
      Stretch<PreviewedImage> part =
          previews()
              .images(preview, image -> image.action() == PreviewedImage.Action.EXPIRE, after, 100);
      assertTrue(part.items().size() <= 100);
      read.addAll(part.items());
      after = part.next();
    } while (after.isPresent());
    assertEquals(
        images.stream().filter(i -> i.action() == PreviewedImage.Action.EXPIRE).toList(), read);
  }

  @Test
  void a_preview_that_is_never_ready_does_not_stand_in_the_way_for_ever() {
    assertTrue(previews().begin(A, "text").isPresent());
    store.pass(LifecyclePreviews.PATIENCE);
    assertTrue(previews().begin(A, "text").isPresent());
    previews().fail(previews().latest(A).orElseThrow(), "why");
    assertEquals(Optional.of("why"), previews().latest(A).orElseThrow().failure());
  }

  @Test
  void a_preview_expires_after_a_day_and_is_swept_later() {
    previews().complete(previews().begin(A, "text").orElseThrow(), many());
    store.pass(LifecyclePreviews.KEPT_FOR);
    assertEquals(Status.COMPLETE, previews().latest(A).orElseThrow().status());
    store.pass(Duration.ofMillis(1));
    assertEquals(Status.EXPIRED, previews().latest(A).orElseThrow().status());
    assertEquals(0, previews().sweep());
    store.pass(LifecyclePreviews.KNOWN_FOR);
    assertEquals(1, previews().sweep());
    assertEquals(Optional.empty(), previews().latest(A));
    assertTrue(!previews().isAny());
  }
}
