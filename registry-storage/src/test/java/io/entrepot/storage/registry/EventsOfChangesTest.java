package io.entrepot.storage.registry;

import static io.entrepot.storage.registry.StoreFixture.bytes;
import static io.entrepot.storage.registry.StoreFixture.image;
import static io.entrepot.storage.registry.StoreFixture.repository;
import static io.entrepot.storage.registry.StoreFixture.sha256;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.entrepot.storage.event.Event;
import io.entrepot.storage.event.Offer;
import io.entrepot.storage.event.Outbox;
import io.entrepot.storage.event.Outcome;
import io.entrepot.storage.failure.StorageException;
import io.entrepot.storage.oci.Digest;
import io.entrepot.storage.oci.RegistryId;
import io.entrepot.storage.oci.RepositoryKey;
import io.entrepot.storage.oci.Tag;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which events each change of the store makes. */
final class EventsOfChangesTest {
  private static final RepositoryKey APP = repository("app");
  private static final String SINK = "log";

  @TempDir Path directory;

  private StoreFixture store;
  private Outbox outbox;
  private byte[] first;
  private byte[] second;

  @BeforeEach
  void open() {
    store =
        new StoreFixture(
            directory, StorageSettings.defaults().withExpiryDelay(Duration.ofDays(14)));
    outbox = store.store().outbox();
    outbox.open(Set.of(SINK), () -> {});
    Digest config = store.pushBlob(APP, bytes(1, 10));
    first = image(config);
    second = image(",\"annotations\":{\"a\":\"b\"}", config);
    assertEquals(List.of("REPOSITORY_CREATE app"), told());
  }

  @AfterEach
  void close() {
    store.close();
  }

  /** What happened since it was asked the last time. */
  private List<String> told() {
    List<Offer> offers = outbox.fresh(SINK, Instant.EPOCH, 100);
    outbox.settle(SINK, offers.stream().<Outcome>map(Outcome.Taken::new).toList());
    return offers.stream().map(offer -> text(offer.event())).toList();
  }

  private String text(Event event) {
    assertEquals(RegistryId.DEFAULT, event.registry());
    assertEquals(store.now(), event.at());
    String image =
        event
            .digest()
            .map(digest -> digest.equals(sha256(first).toString()) ? " first" : " second")
            .orElse("");
    return event.kind()
        + event.repository().map(name -> " " + name).orElse("")
        + image
        + event.tag().map(tag -> ":" + tag).orElse("");
  }

  @Test
  void an_expiry_tells_of_a_delete_and_a_return_of_a_push() {
    Digest image = store.push(APP, first, "a", "b").digest();
    told();
    new Policies(store, APP).expire(image);
    assertEquals(
        List.of("LIFECYCLE_POLICY_SET app", "IMAGE_DELETE app first:a", "IMAGE_DELETE app first:b"),
        told());
    store.push(APP, second, "a");
    told();
    store.store().expiredImages().restore(APP, image, Set.of(new Tag("a"), new Tag("b")));
    assertEquals(List.of("IMAGE_PUSH app first:b"), told());
    new Policies(store, APP).expire(image);
    store.push(APP, second, "b");
    told();
    store.store().expiredImages().restore(APP, image, Set.of(new Tag("a"), new Tag("b")));
    assertEquals(List.of("IMAGE_PUSH app first"), told());
  }

  @Test
  void a_push_tells_of_each_tag_that_came_to_it() {
    store.push(APP, first, "a", "b");
    assertEquals(List.of("IMAGE_PUSH app first:a", "IMAGE_PUSH app first:b"), told());
    store.push(APP, first, "a", "c");
    assertEquals(List.of("IMAGE_PUSH app first:c"), told());
  }

  @Test
  void a_push_without_a_tag_tells_of_the_image_once() {
    store.push(APP, first);
    store.push(APP, first);
    assertEquals(List.of("IMAGE_PUSH app first"), told());
  }

  @Test
  void a_push_that_changes_nothing_tells_nothing() {
    store.push(APP, first, "a");
    told();
    store.push(APP, first, "a");
    assertEquals(List.of(), told());
  }

  @Test
  void a_moved_tag_leaves_one_image_for_another() {
    store.push(APP, first, "a");
    told();
    store.push(APP, second, "a");
    assertEquals(List.of("IMAGE_UNTAG app first:a", "IMAGE_PUSH app second:a"), told());
  }

  @Test
  void a_refused_push_tells_nothing() {
    assertThrows(
        StorageException.class, () -> store.push(APP, image(sha256(bytes(9, 9))), "latest"));
    assertEquals(List.of(), told());
  }

  @Test
  void a_deleted_image_is_told_of_once_for_each_tag() {
    store.push(APP, first, "a", "b");
    store.push(APP, second);
    told();
    store.images().deleteManifest(APP, sha256(first));
    store.images().deleteManifest(APP, sha256(second));
    assertEquals(
        List.of("IMAGE_DELETE app first:a", "IMAGE_DELETE app first:b", "IMAGE_DELETE app second"),
        told());
  }

  @Test
  void a_deleted_tag_is_told_of_and_the_image_only_when_it_goes() {
    store.push(APP, first, "a", "b", "c");
    told();
    store.images().deleteTag(APP, new Tag("a"));
    store.images().deleteTagged(APP, new Tag("b"), Optional.empty());
    assertEquals(List.of("IMAGE_UNTAG app first:a", "IMAGE_UNTAG app first:b"), told());
    store.images().deleteTagged(APP, new Tag("c"), Optional.empty());
    assertEquals(List.of("IMAGE_DELETE app first:c"), told());
  }

  @Test
  void repositories_are_told_of_with_the_policies_that_they_begin_with() {
    store
        .store()
        .repositories()
        .create(
            repository("new"),
            new NewRepository(
                TagMutability.MUTABLE,
                false,
                Map.of(),
                Optional.of("{}"),
                Optional.of("{}"),
                Optional.empty()));
    store.store().repositories().delete(repository("new"), false);
    assertEquals(
        List.of(
            "REPOSITORY_CREATE new",
            "REPOSITORY_POLICY_SET new",
            "LIFECYCLE_POLICY_SET new",
            "REPOSITORY_DELETE new"),
        told());
  }

  @Test
  void policies_and_tags_of_repositories_are_told_of_when_they_change() {
    Governance governance = store.store().governance();
    governance.setPolicy(APP, "{}");
    governance.deletePolicy(APP);
    governance.deletePolicy(APP);
    governance.tag(APP, Map.of("team", "blue"));
    governance.untag(APP, List.of("team"));
    governance.untag(APP, List.of("team"));
    store.store().lifecyclePolicies().put(APP, "{}");
    store.store().lifecyclePolicies().delete(APP);
    store.store().repositories().setTagMutability(APP, TagMutability.MUTABLE);
    assertEquals(
        List.of(
            "REPOSITORY_POLICY_SET app",
            "REPOSITORY_POLICY_DELETE app",
            "REPOSITORY_TAG app",
            "REPOSITORY_UNTAG app",
            "LIFECYCLE_POLICY_SET app",
            "LIFECYCLE_POLICY_DELETE app",
            "TAG_MUTABILITY_SET app"),
        told());
  }

  @Test
  void the_policy_of_a_registry_is_told_of() {
    Governance governance = store.store().governance();
    governance.setPolicy(RegistryId.DEFAULT, "{}");
    governance.deletePolicy(RegistryId.DEFAULT);
    governance.deletePolicy(RegistryId.DEFAULT);
    assertEquals(List.of("REGISTRY_POLICY_SET", "REGISTRY_POLICY_DELETE"), told());
  }
}
