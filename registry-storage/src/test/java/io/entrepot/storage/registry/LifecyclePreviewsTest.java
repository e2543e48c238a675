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
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
final class LifecyclePreviewsTest {
  private static final RepositoryKey A = repository("a");
  private static final int MANY = 2 * LifecyclePreviews.BATCH + 1;
  private static final int CHANGES = LifecyclePreviews.BATCH + 1;

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

  /** Those that something would happen to first, as in a plan. */
  private List<PreviewedImage> many() {
    List<PreviewedImage> images = new ArrayList<>();
    for (int i = 0; i < MANY; i++) {
      images.add(previewed(i, i >= CHANGES));
    }
    return images;
  }

  private PreviewedImage previewed(int i, boolean kept) {
    return new PreviewedImage(
        i,
        StoreFixture.sha256(bytes(i, 10)),
        NotedTags.of(kept ? List.of() : List.of(new Tag("t" + i))),
        store.now(),
        kept ? PreviewedImage.Action.KEEP : PreviewedImage.Action.EXPIRE,
        kept ? Optional.empty() : Optional.of(3),
        "because");
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
    assertEquals(CHANGES, done.expiring());
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
    preview = previews().latest(A).orElseThrow();
    List<PreviewedImage> read = new ArrayList<>();
    Optional<String> after = Optional.empty();
    do {
      Stretch<PreviewedImage> part =
          previews().changes(preview, image -> image.position() % 2 == 0, after, 100);
      assertTrue(part.items().size() <= 100);
      read.addAll(part.items());
      after = part.next();
    } while (after.isPresent());
    assertEquals(
        images.subList(0, CHANGES).stream().filter(i -> i.position() % 2 == 0).toList(), read);
    assertEquals(images.subList(0, 600), previews().images(preview, Optional.empty(), 600).items());
  }

  @Test
  void what_stays_is_not_looked_at_for_what_would_be_done() {
    previews().complete(previews().begin(A, "text").orElseThrow(), many());
    List<PreviewedImage> asked = new ArrayList<>();
    Stretch<PreviewedImage> none =
        previews()
            .changes(
                previews().latest(A).orElseThrow(),
                image -> !asked.add(image),
                Optional.empty(),
                100);
    assertEquals(CHANGES, asked.size());
    assertEquals(Optional.empty(), none.next());
  }

  @Test
  void a_page_that_has_a_next_one_is_never_empty() {
    int many = LifecyclePreviews.MAX_LOOKED_AT + 2;
    previews()
        .complete(
            previews().begin(A, "text").orElseThrow(),
            () -> IntStream.range(0, many).mapToObj(i -> previewed(i, false)).iterator());
    Stretch<PreviewedImage> last =
        previews()
            .changes(
                previews().latest(A).orElseThrow(),
                image -> image.position() == many - 1,
                Optional.empty(),
                100);
    assertEquals(1, last.items().size());
  }

  @Test
  void a_preview_that_fails_leaves_nothing_of_those_before_it() {
    previews().complete(previews().begin(A, "text").orElseThrow(), many());
    previews().fail(previews().begin(A, "other").orElseThrow(), "why");
    store.pass(LifecyclePreviews.KNOWN_FOR.plusMillis(1));
    assertEquals(1, previews().sweep());
  }

  @Test
  void a_preview_that_is_never_ready_does_not_stand_in_the_way_for_ever() {
    assertTrue(previews().begin(A, "text").isPresent());
    store.pass(LifecyclePreviews.PATIENCE);
    LifecyclePreview late = previews().latest(A).orElseThrow();
    assertEquals(Status.FAILED, late.status());
    assertEquals(Optional.of("it was not ready within an hour"), late.failure());
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
