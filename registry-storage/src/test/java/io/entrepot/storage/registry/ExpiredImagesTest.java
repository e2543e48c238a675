package io.entrepot.storage.registry;

import static io.entrepot.storage.registry.StoreFixture.bytes;
import static io.entrepot.storage.registry.StoreFixture.image;
import static io.entrepot.storage.registry.StoreFixture.index;
import static io.entrepot.storage.registry.StoreFixture.repository;
import static io.entrepot.storage.registry.StoreFixture.sha256;
import static io.entrepot.storage.registry.StoreFixture.subject;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.entrepot.storage.failure.StorageException;
import io.entrepot.storage.failure.StorageFailure;
import io.entrepot.storage.maintenance.Garbage;
import io.entrepot.storage.oci.Digest;
import io.entrepot.storage.oci.Reference;
import io.entrepot.storage.oci.RegistryId;
import io.entrepot.storage.oci.RepositoryKey;
import io.entrepot.storage.oci.Tag;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
final class ExpiredImagesTest {
  private static final RepositoryKey A = repository("a");
  private static final String POLICY = "the policy";
  private static final String SOMEBODY = "arn:aws:iam::000000000000:user/somebody";
  private static final Duration DELAY = Duration.ofDays(14);
  private static final Duration GRACES = Duration.ofDays(2);
  private static final StorageSettings DELAYED = StorageSettings.defaults().withExpiryDelay(DELAY);

  /** Too much for a row: these bytes lie in a file. */
  private static final int LARGE = 40_000;

  @TempDir Path directory;

  private StoreFixture store;

  @BeforeEach
  void open() {
    store = new StoreFixture(directory, DELAYED);
    push(0, "first");
  }

  @AfterEach
  void close() {
    store.close();
  }

  private Digest push(int seed, String... tags) {
    return store.push(A, document(seed), tags).digest();
  }

  private byte[] document(int seed) {
    return image(store.pushBlob(A, bytes(seed, 10)), store.pushBlob(A, bytes(1_000 + seed, LARGE)));
  }

  private Digest about(Digest subject, int seed, String... tags) {
    return store
        .push(A, image(subject(subject), store.pushBlob(A, bytes(seed, 10))), tags)
        .digest();
  }

  private Policies policies() {
    return new Policies(store, A);
  }

  private void expire(Digest digest) {
    policies().expire(digest);
  }

  /** In this order, and none may be skipped. */
  private void expire(ExpiringImage... images) {
    policies()
        .expire(List.of(images))
        .forEach(fate -> assertEquals(ImageFate.Outcome.DELETED, fate.outcome(), fate.reason()));
  }

  private ExpiredImages expired() {
    return store.store().expiredImages();
  }

  private List<ExpiredImage> listed() {
    return expired().list(A, Optional.empty(), 100).items();
  }

  /** Collections until nothing goes, with every grace passed. */
  private void collect() {
    for (int i = 0; i < 4; i++) {
      store.pass(GRACES);
      Garbage garbage = store.store().garbage();
      garbage.reviewLinks(1_000);
      garbage.reviewBlobs(1_000);
      garbage.removeFiles(0, 1_000);
    }
  }

  private long files() throws IOException {
    try (Stream<Path> walked = Files.walk(directory.resolve("blobs"))) {
      return walked.filter(Files::isRegularFile).count();
    }
  }

  private void assertUnknown(Reference reference) {
    assertInstanceOf(
        StorageFailure.ManifestUnknown.class,
        assertThrows(StorageException.class, () -> store.images().get(A, reference)).failure());
  }

  private void assertNotRestored(Class<? extends StorageFailure> why, Digest digest) {
    assertInstanceOf(
        why, assertThrows(StorageException.class, () -> expired().restore(A, digest)).failure());
  }

  private static List<Tag> tags(String... names) {
    return Arrays.stream(names).map(Tag::new).toList();
  }

  private static NotedTags noted(String... names) {
    return NotedTags.of(tags(names));
  }

  @Test
  void what_expired_cannot_be_pulled_or_listed_and_comes_back_byte_for_byte() throws IOException {
    byte[] document = document(1);
    Digest image = push(1, "a", "b");
    store.images().get(A, new Tag("a"));
    expire(image);
    assertUnknown(image);
    assertUnknown(new Tag("a"));
    assertEquals(1, policies().images().size());
    assertEquals(tags("first"), store.images().tags(A, Optional.empty(), 10).items());
    ExpiredImage listed = listed().getFirst();
    assertEquals(image, listed.digest());
    assertEquals(noted("a", "b"), listed.tags());
    assertEquals(store.now(), listed.at());
    assertEquals(store.now().plus(DELAY), listed.due());
    assertEquals(7, listed.rule());
    assertEquals(Policies.RULE, listed.reason());

    collect();
    assertEquals(0, expired().removeDue());
    assertEquals(2, files());
    assertEquals(
        List.of(new RestoredImage(image, noted("a", "b"), noted(), false)),
        expired().restore(A, image));
    assertArrayEquals(document, store.images().get(A, image).content());
    assertEquals(image, store.images().get(A, new Tag("b")).digest());
    collect();
    assertArrayEquals(bytes(1_001, LARGE), store.pull(A, sha256(bytes(1_001, LARGE))));
    assertEquals(List.of(), listed());
    assertNotRestored(StorageFailure.ManifestUnknown.class, image);
  }

  @Test
  void the_blobs_of_what_expired_cannot_be_had_once_the_grace_is_over() {
    expire(push(1, "a"));
    Digest layer = sha256(bytes(1_001, LARGE));
    assertArrayEquals(bytes(1_001, LARGE), store.pull(A, layer));
    collect();
    assertInstanceOf(
        StorageFailure.BlobUnknown.class,
        assertThrows(StorageException.class, () -> store.pull(A, layer)).failure());
  }

  @Test
  void when_its_time_comes_it_is_deleted_and_its_blobs_are_collected() throws IOException {
    Digest image = push(1, "a");
    expire(image);
    store.pass(DELAY.minusMillis(1));
    assertTrue(!expired().isDue());
    assertEquals(0, expired().removeDue());
    store.pass(Duration.ofMillis(1));
    assertEquals(1, expired().removeDue());
    assertEquals(0, expired().removeDue());
    assertEquals(List.of(), listed());
    assertNotRestored(StorageFailure.ManifestUnknown.class, image);
    collect();
    assertEquals(1, files());
  }

  @Test
  void a_tag_that_names_another_image_by_now_stays_there() {
    Digest image = push(1, "a", "b");
    expire(image);
    Digest other = push(2, "a");
    assertEquals(
        List.of(new RestoredImage(image, noted("b"), noted("a"), false)),
        expired().restore(A, image));
    assertEquals(other, store.images().get(A, new Tag("a")).digest());
    assertEquals(image, store.images().get(A, new Tag("b")).digest());
  }

  @Test
  void what_was_pushed_again_meanwhile_only_gets_its_free_tags_back() {
    Digest image = push(1, "a", "b", "c");
    expire(image);
    push(2, "a");
    assertEquals(image, push(1, "c"));
    assertEquals(
        List.of(new RestoredImage(image, noted("b", "c"), noted("a"), true)),
        expired().restore(A, image));
    assertEquals(image, store.images().get(A, new Tag("b")).digest());
    assertEquals(List.of(), listed());
    collect();
    assertArrayEquals(bytes(1_001, LARGE), store.pull(A, sha256(bytes(1_001, LARGE))));
  }

  @Test
  void of_what_expired_twice_the_newer_is_kept() {
    Digest image = push(1, "a");
    expire(image);
    store.pass(Duration.ofDays(1));
    push(1, "b");
    expire(image);
    assertEquals(1, listed().size());
    assertEquals(noted("b"), listed().getFirst().tags());
    assertEquals(store.now().plus(DELAY), listed().getFirst().due());
    collect();
    assertEquals(noted("b"), expired().restore(A, image).getFirst().tags());
  }

  @Test
  void an_index_comes_back_with_its_children_and_what_is_about_them_children_first() {
    Digest one = push(1);
    Digest two = push(2);
    Digest index = store.push(A, index(one, two), "v1").digest();
    Digest signature = about(index, 3, "sha256-" + index.hex() + ".sig");
    Digest bill = about(one, 4);
    expire(
        policies().by(index),
        policies().with(index, signature),
        policies().with(index, one),
        policies().with(index, two),
        policies().with(one, bill));
    assertEquals(5, listed().size());
    collect();
    List<Digest> restored =
        expired().restore(A, index).stream().map(RestoredImage::digest).toList();
    assertEquals(List.of(bill, two, one, signature, index), restored);
    assertEquals(index, store.images().get(A, new Tag("v1")).digest());
    assertEquals(
        signature, store.images().get(A, new Tag("sha256-" + index.hex() + ".sig")).digest());
    assertInstanceOf(
        StorageFailure.StillReferenced.class,
        assertThrows(StorageException.class, () -> store.images().deleteManifest(A, one))
            .failure());
  }

  @Test
  void a_child_that_stayed_may_go_while_its_index_is_hidden_which_cannot_come_back_then() {
    Digest child = push(1, "child");
    Digest index = store.push(A, index(child), "v1").digest();
    expire(index);
    assertEquals(1, expired().restore(A, index).size());
    expire(index);
    store.images().deleteManifest(A, child);
    assertNotRestored(StorageFailure.ManifestBlobUnknown.class, index);
    push(1);
    assertEquals(index, expired().restore(A, index).getFirst().digest());
  }

  @Test
  void what_went_with_an_image_does_not_go_before_it() {
    Digest image = push(1, "a");
    Digest about = about(image, 2);
    expire(image);
    store.restart(DELAYED.withExpiryDelay(Duration.ofDays(1)));
    expire(policies().with(image, about));
    assertEquals(listed().getFirst().due(), listed().getLast().due());
  }

  @Test
  void a_deleted_repository_takes_what_expired_along() throws IOException {
    Digest image = push(1, "a");
    expire(image);
    store.store().repositories().delete(A, true);
    assertNotRestored(StorageFailure.RepositoryUnknown.class, image);
    push(5, "new");
    assertEquals(List.of(), listed());
    assertNotRestored(StorageFailure.ManifestUnknown.class, image);
    clear();
    assertTrue(!store.store().hasDeleted());
    store.pass(DELAY);
    assertEquals(0, expired().removeDue());
    collect();
    assertEquals(1, files());
  }

  private void clear() {
    int cleared = 1;
    while (cleared > 0) {
      cleared = store.store().clearDeleted();
    }
  }

  @Test
  void it_is_deleted_in_time_while_its_deleted_repository_is_not_cleared_away() throws IOException {
    expire(push(1, "a"));
    store.store().repositories().delete(A, true);
    store.pass(DELAY);
    assertEquals(1, expired().removeDue());
    clear();
    collect();
    assertEquals(0, files());
  }

  @Test
  void it_outlives_a_restart_and_a_server_without_a_delay() {
    Digest image = push(1, "a");
    expire(image);
    store.restart(StorageSettings.defaults());
    collect();
    Digest other = push(2, "b");
    expire(other);
    assertEquals(1, listed().size());
    assertEquals(1, expired().restore(A, image).size());
    assertNotRestored(StorageFailure.ManifestUnknown.class, other);
  }

  @Test
  void what_is_hidden_is_no_repository_of_anybody() {
    expire(push(1, "a"));
    assertEquals(
        List.of(A.name()),
        store.store().repositories().list(RegistryId.DEFAULT, Optional.empty(), 10).items());
    List<RepositoryKey> governed = new ArrayList<>();
    store.store().lifecyclePolicies().putOfRegistry(RegistryId.DEFAULT, POLICY);
    store.store().lifecyclePolicies().eachGoverned(governed::add);
    assertEquals(List.of(A), governed);
  }

  @Test
  void a_restored_image_counts_as_pushed_when_it_came_back() {
    Digest image = push(1, "a");
    store.store().pulls().note(A, image, () -> SOMEBODY);
    store.store().pulls().flush();
    store.pass(Duration.ofDays(1));
    expire(image);
    store.pass(Duration.ofDays(1));
    expired().restore(A, image);
    SurveyedImage surveyed = policies().surveyed(image);
    assertEquals(store.now(), surveyed.pushedAt());
    assertEquals(Optional.empty(), surveyed.pulledAt());
  }

  @Test
  void a_list_tells_a_hundred_tags_and_all_come_back() {
    String[] names =
        IntStream.range(0, 120).mapToObj(i -> "t".repeat(125) + i).toArray(String[]::new);
    Digest image = push(1, names);
    expire(image);
    assertEquals(noted(names), listed().getFirst().tags());
    assertEquals(120, expired().restore(A, image).getFirst().tags().all());
    assertEquals(121, store.images().tags(A, Optional.empty(), 200).items().size());
    Digest untagged = push(2);
    expire(untagged);
    assertEquals(noted(), listed().getFirst().tags());
  }

  @Test
  void many_that_are_due_go_in_small_batches_and_are_listed_in_pages() {
    int many = ExpiredImages.BATCH + 1;
    for (int i = 1; i <= many; i++) {
      expire(push(i, "t" + i));
    }
    Page<ExpiredImage> first = expired().list(A, Optional.empty(), many - 1);
    assertEquals(many - 1, first.items().size());
    String place = first.items().getLast().place();
    assertEquals(1, expired().list(A, Optional.of(place), many).items().size());
    store.pass(DELAY);
    assertEquals(ExpiredImages.BATCH, expired().removeDue());
    assertEquals(1, expired().removeDue());
    assertEquals(0, expired().removeDue());
  }
}
