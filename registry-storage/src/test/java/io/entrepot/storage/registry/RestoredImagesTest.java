package io.entrepot.storage.registry;

import static io.entrepot.storage.registry.StoreFixture.bytes;
import static io.entrepot.storage.registry.StoreFixture.image;
import static io.entrepot.storage.registry.StoreFixture.index;
import static io.entrepot.storage.registry.StoreFixture.naming;
import static io.entrepot.storage.registry.StoreFixture.sha256;
import static io.entrepot.storage.registry.StoreFixture.subject;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.entrepot.storage.failure.StorageException;
import io.entrepot.storage.failure.StorageFailure;
import io.entrepot.storage.metadata.BlobRow;
import io.entrepot.storage.metadata.BlobRows;
import io.entrepot.storage.metadata.LinkRow;
import io.entrepot.storage.metadata.Removals;
import io.entrepot.storage.metadata.RepositoryRows;
import io.entrepot.storage.oci.Digest;
import io.entrepot.storage.oci.Tag;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class RestoredImagesTest extends DelayedStore {
  private static final String SOMEBODY = "arn:aws:iam::000000000000:user/somebody";

  @Test
  void a_tag_that_names_another_image_by_now_stays_there() {
    Digest image = push(1, "a", "b");
    expire(image);
    Digest other = push(2, "a");
    assertEquals(List.of(new RestoredImage(image, noted("b"), noted("a"), false)), restore(image));
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
        List.of(new RestoredImage(image, noted("b", "c"), noted("a"), true)), restore(image));
    assertEquals(image, store.images().get(A, new Tag("b")).digest());
    assertEquals(List.of(), listed());
    collect();
    assertArrayEquals(bytes(1_001, LARGE), store.pull(A, sha256(bytes(1_001, LARGE))));
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
    assertEquals(List.of(bill, two, one, signature, index), restored(index));
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
    assertEquals(1, restore(index).size());
    expire(index);
    store.images().deleteManifest(A, child);
    assertNotRestored(new StorageFailure.ManifestBlobUnknown(List.of(child), true), index);
    push(1);
    assertEquals(index, restore(index).getFirst().digest());
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
    assertEquals(1, restore(image).size());
    assertNotRestored(new StorageFailure.NotExpired(other), other);
  }

  @Test
  void a_restored_image_counts_as_pushed_when_it_came_back() {
    Digest image = push(1, "a");
    store.store().pulls().note(A, image, () -> SOMEBODY);
    store.store().pulls().flush();
    store.pass(Duration.ofDays(1));
    expire(image);
    store.pass(Duration.ofDays(1));
    restore(image);
    SurveyedImage surveyed = policies().surveyed(image);
    assertEquals(store.now(), surveyed.pushedAt());
    assertEquals(Optional.empty(), surveyed.pulledAt());
  }

  @Test
  void what_went_with_an_image_is_kept_as_long_when_that_expires_again() {
    Digest image = push(1, "a");
    Digest signature = about(image, 2);
    Digest bill = about(signature, 3);
    expire(
        policies().by(image), policies().with(image, signature), policies().with(signature, bill));
    store.pass(Duration.ofDays(10));
    push(1, "a");
    store.pass(Duration.ofDays(2));
    expire(image);
    store.pass(Duration.ofDays(3));
    assertEquals(0, expired().removeDue());
    assertEquals(List.of(bill, signature, image), restored(image));
  }

  @Test
  void images_that_went_with_each_other_are_deleted_in_the_end() {
    Digest image = push(1, "a");
    Digest about = about(image, 2);
    expire(policies().by(image), policies().with(image, about));
    push(1, "a");
    expire(policies().with(about, image));
    store.pass(DELAY);
    assertEquals(2, expired().removeDue());
    assertEquals(List.of(), listed());
  }

  @Test
  void more_images_than_one_transaction_brings_back_are_refused_and_come_back_by_themselves() {
    Digest image = push(1, "a");
    Digest config = store.pushBlob(A, bytes(2, 10));
    List<Digest> about =
        IntStream.range(0, ExpiredImages.MOST_RESTORED)
            .mapToObj(i -> ",\"annotations\":{\"n\":\"" + i + "\"}" + subject(image))
            .map(more -> store.push(A, image(more, config)).digest())
            .toList();
    expireWith(image);
    assertNotRestored(
        new StorageFailure.TooManyToRestore(image, ExpiredImages.MOST_RESTORED), image);
    assertUnknown(about.getFirst());
    assertEquals(List.of(about.getFirst()), restored(about.getFirst()));
    assertEquals(ExpiredImages.MOST_RESTORED, restored(image).size());
    assertEquals(List.of(), listed());
  }

  /** Takes this image away, and all about it. */
  private void expireWith(Digest image) {
    List<ExpiringImage> all = new ArrayList<>(List.of(policies().by(image)));
    policies().images().stream()
        .filter(each -> each.subject().equals(Optional.of(image)))
        .forEach(each -> all.add(new ExpiringImage(each, Optional.of(image), 7, Policies.RULE)));
    expire(all.toArray(ExpiringImage[]::new));
  }

  @Test
  void images_that_name_more_than_one_transaction_looks_at_are_refused() {
    Digest image = push(1, "a");
    Digest config = store.pushBlob(A, bytes(2, 10));
    for (int i = 0; i < 5; i++) {
      store.push(A, naming(2_000, config, subject(image) + " ".repeat(i)));
    }
    expireWith(image);
    assertNotRestored(
        new StorageFailure.TooManyToRestore(image, ExpiredImages.MOST_RESTORED), image);
  }

  @Test
  void one_image_that_names_more_than_that_comes_back_alone() {
    Digest config = store.pushBlob(A, bytes(2, 10));
    Digest image = store.push(A, naming(ExpiredImages.MOST_RESTORED_NAMES, config, "")).digest();
    Digest signature = about(image, 3);
    expireWith(image);
    assertNotRestored(
        new StorageFailure.TooManyToRestore(image, ExpiredImages.MOST_RESTORED), image);
    assertEquals(List.of(signature), restored(signature));
    assertEquals(List.of(image), restored(image));
  }

  @Test
  void a_blob_that_was_lost_and_pushed_again_is_kept_by_what_comes_back() {
    Digest image = push(1, "a");
    Digest config = sha256(bytes(1, 10));
    expire(image);
    store
        .store()
        .database()
        .write(transaction -> {
          BlobRow blob = BlobRows.find(transaction.sql(), config).orElseThrow();
          Removals.blob(transaction.sql(), blob.id());
          return blob;
        });
    store.restart();
    assertNotRestored(new StorageFailure.ManifestBlobUnknown(List.of(config)), image);
    store.pushBlob(A, bytes(1, 10));
    assertEquals(List.of(image), restored(image));
    Optional<LinkRow> link =
        store
            .store()
            .database()
            .read(sql -> BlobRows.linked(sql, RepositoryRows.find(sql, A).orElseThrow(), config));
    assertEquals(Optional.empty(), link.orElseThrow().reviewAt());
  }

  @Test
  void a_restore_gives_free_tags_back_where_tags_are_immutable() {
    store
        .store()
        .repositories()
        .setTagMutability(A, new TagMutability(TagMutability.Mode.IMMUTABLE, List.of()));
    Digest image = push(1, "a", "b");
    expire(image);
    push(2, "a");
    assertEquals(List.of(new RestoredImage(image, noted("b"), noted("a"), false)), restore(image));
  }

  @Test
  void what_goes_with_an_image_that_came_back_during_the_run_stays() {
    Digest image = push(1, "a");
    Digest about = about(image, 2);
    ExpiringImage first = policies().by(image);
    ExpiringImage second = policies().with(image, about);
    store.store().lifecyclePolicies().put(A, "the policy");
    PolicyInForce policy = store.store().lifecyclePolicies().inForce(A).orElseThrow();
    LifecycleRuns runs = store.store().lifecycleRuns();
    LifecycleRun run = runs.begin(A, "somebody", policy);
    assertTrue(runs.carryOut(run, policy, 0, List.of(first)).isPresent());
    restored(image);
    ImageFate fate = runs.carryOut(run, policy, 1, List.of(second)).orElseThrow().getFirst();
    runs.end(run, Optional.empty());
    assertEquals(ImageFate.Outcome.SKIPPED, fate.outcome());
    assertEquals(about, store.images().get(A, about).digest());
  }

  @Test
  void an_image_that_was_pushed_again_and_deleted_by_hand_comes_back_as_it_expired() {
    byte[] document = document(1);
    Digest image = push(1, "a");
    expire(image);
    push(1, "b");
    store.images().deleteManifest(A, image);
    collect();
    assertEquals(List.of(new RestoredImage(image, noted("a"), noted(), false)), restore(image));
    assertArrayEquals(document, store.images().get(A, image).content());
    assertUnknown(new Tag("b"));
  }
}
