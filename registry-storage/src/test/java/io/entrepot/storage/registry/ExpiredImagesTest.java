package io.entrepot.storage.registry;

import static io.entrepot.storage.registry.LayersTest.assertFailure;
import static io.entrepot.storage.registry.StoreFixture.bytes;
import static io.entrepot.storage.registry.StoreFixture.naming;
import static io.entrepot.storage.registry.StoreFixture.repository;
import static io.entrepot.storage.registry.StoreFixture.sha256;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.entrepot.storage.failure.StorageException;
import io.entrepot.storage.failure.StorageFailure;
import io.entrepot.storage.maintenance.GarbageFigures;
import io.entrepot.storage.oci.Digest;
import io.entrepot.storage.oci.RegistryId;
import io.entrepot.storage.oci.RepositoryKey;
import io.entrepot.storage.oci.Tag;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class ExpiredImagesTest extends DelayedStore {
  private static final String POLICY = "the policy";

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
        List.of(new RestoredImage(image, noted("a", "b"), noted(), false)), restore(image));
    assertArrayEquals(document, store.images().get(A, image).content());
    assertEquals(image, store.images().get(A, new Tag("b")).digest());
    collect();
    assertArrayEquals(bytes(1_001, LARGE), store.pull(A, sha256(bytes(1_001, LARGE))));
    assertEquals(List.of(), listed());
    assertNotRestored(new StorageFailure.NotExpired(image), image);
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
    assertNotRestored(new StorageFailure.NotExpired(image), image);
    collect();
    assertEquals(1, files());
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
    assertEquals(noted("b"), restore(image).getFirst().tags());
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
    assertNotRestored(new StorageFailure.RepositoryUnknown(A), image);
    push(5, "new");
    assertEquals(List.of(), listed());
    assertNotRestored(new StorageFailure.NotExpired(image), image);
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
  void a_list_tells_a_hundred_tags_and_all_come_back() {
    String[] names =
        IntStream.range(0, 120).mapToObj(i -> "t".repeat(125) + i).toArray(String[]::new);
    Digest image = push(1, names);
    expire(image);
    assertEquals(noted(names), listed().getFirst().tags());
    assertEquals(120, restore(image).getFirst().tags().all());
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

  @Test
  void of_those_that_name_much_few_go_in_one_batch() {
    Digest config = store.pushBlob(A, bytes(2, 10));
    for (int i = 0; i < 3; i++) {
      expire(store.push(A, naming(ExpiredImages.NAMES / 2, config, " ".repeat(i))).digest());
    }
    store.pass(DELAY);
    assertEquals(2, expired().removeDue());
    assertEquals(1, expired().removeDue());
    assertEquals(0, expired().removeDue());
  }

  @Test
  void one_that_is_not_to_be_kept_can_be_deleted_at_once_and_alone() throws IOException {
    Digest image = push(1, "a");
    Digest about = about(image, 2);
    expire(policies().by(image), policies().with(image, about));
    purge(image);
    assertEquals(List.of(about), listed().stream().map(ExpiredImage::digest).toList());
    collect();
    assertEquals(1, files());
    assertNotRestored(new StorageFailure.NotExpired(image), image);
    assertEquals(
        new StorageFailure.NotExpired(image),
        assertThrows(StorageException.class, () -> purge(image)).failure());
  }

  @Test
  void to_delete_what_expired_leaves_the_same_image_alone_that_was_pushed_again() {
    Digest image = push(1, "a");
    expire(image);
    push(1, "b");
    purge(image);
    collect();
    assertEquals(image, store.images().get(A, new Tag("b")).digest());
    assertArrayEquals(bytes(1_001, LARGE), store.pull(A, sha256(bytes(1_001, LARGE))));
  }

  @Test
  void a_repository_that_keeps_what_expired_is_deleted_by_force_alone() {
    Digest first = store.images().get(A, new Tag("first")).digest();
    expire(first);
    assertEquals(
        new StorageFailure.RepositoryKeepsExpired(A),
        assertThrows(StorageException.class, () -> store.store().repositories().delete(A, false))
            .failure());
    purge(first);
    store.store().repositories().delete(A, false);
    assertNotRestored(new StorageFailure.RepositoryUnknown(A), first);
  }

  @Test
  void it_is_counted_while_it_is_kept() {
    assertEquals(0, store.store().garbage().figures().expired());
    expire(push(1, "a"));
    Instant due = store.now().plus(DELAY);
    store.pass(Duration.ofDays(1));
    expire(push(2, "b"));
    GarbageFigures figures = store.store().garbage().figures();
    assertEquals(2, figures.expired());
    assertEquals(Optional.of(due), figures.nextExpired());
  }

  @Test
  void who_may_do_something_with_it_is_asked_by_all_tags_that_it_had() {
    Digest image = push(1, "b", "a");
    Digest about = about(image, 2, "c");
    assertEquals(Set.of(), expired().tagsOf(A, image));
    expire(policies().by(image), policies().with(image, about));
    push(3, "a");
    assertEquals(Set.copyOf(tags("a", "b")), expired().tagsOf(A, image));
    assertEquals(Set.copyOf(tags("a", "b", "c")), expired().tagsReturning(A, image));
    assertEquals(Set.of(), expired().tagsReturning(repository("none"), image));
  }

  @Test
  void a_tag_that_nobody_asked_about_does_not_come_back_and_is_not_deleted() {
    Digest image = push(1, "a");
    expire(image);
    Set<Tag> asked = expired().tagsReturning(A, image);
    push(1, "a", "prod");
    Digest about = about(image, 2, "prod-too");
    expire(policies().by(image), policies().with(image, about));
    StorageFailure meanwhile = new StorageFailure.ExpiredMeanwhile(image);
    assertFailure(meanwhile, () -> expired().delete(A, image, asked));
    assertFailure(meanwhile, () -> expired().restore(A, image, asked));
    Set<Tag> own = expired().tagsOf(A, image);
    assertFailure(meanwhile, () -> expired().restore(A, image, own));
    assertEquals(2, listed().size());
    assertUnknown(new Tag("prod"));
    restore(image);
    assertEquals(about, store.images().get(A, new Tag("prod-too")).digest());
  }

  @Test
  void who_may_do_something_with_it_is_not_decided_where_it_had_too_many_tags() {
    int most = ManifestTags.MOST_TAGS;
    String[] names = IntStream.rangeClosed(0, most).mapToObj(i -> "t" + i).toArray(String[]::new);
    Digest image = push(1, Arrays.copyOf(names, most));
    expire(image);
    assertEquals(most, expired().tagsOf(A, image).size());
    push(1, names);
    expire(image);
    StorageFailure tooMany = new StorageFailure.TooManyTags(image);
    assertFailure(tooMany, () -> expired().tagsOf(A, image));
    assertFailure(tooMany, () -> expired().tagsReturning(A, image));
  }
}
