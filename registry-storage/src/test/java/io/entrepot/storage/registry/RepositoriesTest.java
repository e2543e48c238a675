package io.entrepot.storage.registry;

import static io.entrepot.storage.registry.StoreFixture.repository;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.entrepot.storage.failure.StorageException;
import io.entrepot.storage.failure.StorageFailure;
import io.entrepot.storage.metadata.StoreRows;
import io.entrepot.storage.metadata.StoreTotals;
import io.entrepot.storage.oci.Digest;
import io.entrepot.storage.oci.RegistryId;
import io.entrepot.storage.oci.RepositoryKey;
import io.entrepot.storage.oci.RepositoryName;
import io.entrepot.storage.oci.Tag;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
final class RepositoriesTest {
  private static final RepositoryKey A = repository("a");

  @TempDir Path directory;

  @Test
  void names_are_listed_in_ascii_order_page_by_page() {
    try (StoreFixture store = new StoreFixture(directory, StorageSettings.defaults())) {
      for (String name : List.of("b", "a/b", "a", "a-b", "a.b", "a0")) {
        store.pushBlob(repository(name), new byte[1]);
      }
      List<String> all = List.of("a", "a-b", "a.b", "a/b", "a0", "b");
      assertPage(all, false, store, Optional.empty(), 6);
      assertPage(all.subList(0, 5), true, store, Optional.empty(), 5);
      assertPage(all.subList(4, 6), false, store, Optional.of("a/b"), 2);
      assertPage(all.subList(4, 5), true, store, Optional.of("a/z"), 1);
      assertPage(List.of(), false, store, Optional.empty(), 0);
      assertEquals(
          List.of(),
          store
              .store()
              .repositories()
              .list(new RegistryId("123456789012"), Optional.empty(), 10)
              .items());
    }
  }

  private static void assertPage(
      List<String> names, boolean more, StoreFixture store, Optional<String> after, int limit) {
    assertEquals(
        new Page<>(names.stream().map(RepositoryName::new).toList(), more),
        store.store().repositories().list(RegistryId.DEFAULT, after, limit));
  }

  @Test
  void a_repository_is_made_once_with_what_it_is_to_begin_with() {
    try (StoreFixture store = new StoreFixture(directory, StorageSettings.defaults())) {
      TagMutability immutable =
          new TagMutability(
              TagMutability.Mode.IMMUTABLE_WITH_EXCLUSION,
              List.of(new TagFilter("dev-*"), new TagFilter("latest")));
      RepositoryInfo made =
          repositories(store).create(A, new NewRepository(immutable, true, Map.of("team", "red")));
      assertEquals(new RepositoryInfo(A, store.now(), immutable, true), made);
      assertFails(
          new StorageFailure.RepositoryExists(A),
          () -> repositories(store).create(A, NewRepository.PLAIN));
      store.restart();
      assertEquals(made, repositories(store).describe(A));
      assertEquals(Map.of("team", "red"), store.store().governance().of(A).tags());
      assertFails(
          new StorageFailure.RepositoryUnknown(repository("none")),
          () -> repositories(store).describe(repository("none")));
    }
  }

  @Test
  void a_made_repository_is_pushed_to_and_a_pushed_one_is_described() {
    try (StoreFixture store = new StoreFixture(directory, StorageSettings.defaults())) {
      repositories(store).create(A, NewRepository.PLAIN);
      image(store, A, 1, "one");
      image(store, repository("b"), 1, "one");
      assertEquals(
          List.of("a", "b"),
          repositories(store).describe(RegistryId.DEFAULT, Optional.empty(), 10).items().stream()
              .map(each -> each.key().name().value())
              .toList());
      assertEquals(
          new Page<>(List.of(repositories(store).describe(A)), true),
          repositories(store).describe(RegistryId.DEFAULT, Optional.empty(), 1));
    }
  }

  @Test
  void settings_are_changed_one_by_one() {
    try (StoreFixture store = new StoreFixture(directory, StorageSettings.defaults())) {
      repositories(store).create(A, NewRepository.PLAIN);
      TagMutability immutable = new TagMutability(TagMutability.Mode.IMMUTABLE, List.of());
      assertEquals(immutable, repositories(store).setTagMutability(A, immutable).tagMutability());
      assertTrue(repositories(store).setScanOnPush(A, true).scanOnPush());
      assertEquals(
          new RepositoryInfo(A, store.now(), immutable, true), repositories(store).describe(A));
      assertFails(
          new StorageFailure.RepositoryUnknown(repository("none")),
          () -> repositories(store).setScanOnPush(repository("none"), true));
    }
  }

  @Test
  void an_immutable_tag_takes_the_same_manifest_again_and_no_other() {
    try (StoreFixture store = new StoreFixture(directory, StorageSettings.defaults())) {
      Digest first = image(store, A, 1, "v1", "dev-1");
      repositories(store)
          .setTagMutability(
              A,
              new TagMutability(
                  TagMutability.Mode.IMMUTABLE_WITH_EXCLUSION, List.of(new TagFilter("dev-*"))));
      assertEquals(first, image(store, A, 1, "v1"));
      assertFails(
          new StorageFailure.TagImmutable(new Tag("v1")), () -> image(store, A, 2, "dev-1", "v1"));
      // All or nothing: the tag that might have moved has not, and the manifest was not stored.
      assertEquals(first, store.images().get(A, new Tag("dev-1")).digest());
      Digest second = image(store, A, 2, "dev-1", "v2");
      assertEquals(second, store.images().get(A, new Tag("dev-1")).digest());
      assertEquals(first, store.images().get(A, new Tag("v1")).digest());
      repositories(store)
          .setTagMutability(
              A,
              new TagMutability(
                  TagMutability.Mode.MUTABLE_WITH_EXCLUSION, List.of(new TagFilter("v*"))));
      assertFails(new StorageFailure.TagImmutable(new Tag("v2")), () -> image(store, A, 1, "v2"));
      image(store, A, 1, "dev-1");
      store.images().deleteTag(A, new Tag("v2"));
      image(store, A, 1, "v2");
    }
  }

  @Test
  void a_deleted_repository_frees_its_name_and_shows_nothing_of_what_was_in_it() {
    try (StoreFixture store = new StoreFixture(directory, StorageSettings.defaults())) {
      Digest image = image(store, A, 1, "one");
      Digest layer = store.pushBlob(A, StoreFixture.bytes(9, 100_000));
      store.store().governance().setPolicy(A, "policy");
      store.images().get(A, image);
      store.images().get(A, new Tag("one"));
      assertFails(
          new StorageFailure.RepositoryNotEmpty(A), () -> repositories(store).delete(A, false));
      RepositoryInfo was = repositories(store).describe(A);
      assertEquals(was, repositories(store).delete(A, true));
      assertFails(new StorageFailure.RepositoryUnknown(A), () -> repositories(store).describe(A));
      assertFails(new StorageFailure.RepositoryUnknown(A), () -> store.images().get(A, image));
      assertFails(new StorageFailure.RepositoryUnknown(A), () -> store.layers().stat(A, layer));
      repositories(store).create(A, NewRepository.PLAIN);
      assertEquals(Optional.empty(), store.store().governance().of(A).policy());
      assertFails(new StorageFailure.ManifestUnknown(image), () -> store.images().get(A, image));
      assertFails(
          new StorageFailure.ManifestUnknown(new Tag("one")),
          () -> store.images().get(A, new Tag("one")));
      assertFails(new StorageFailure.BlobUnknown(layer), () -> store.layers().open(A, layer));
      assertEquals(Optional.empty(), store.images().cached(A, image));
      assertEquals(List.of(), store.layers().mountCandidates(RegistryId.DEFAULT, layer, 10));
      repositories(store).delete(A, false);
    }
  }

  @Test
  void what_was_in_deleted_repositories_goes_in_small_steps_and_blobs_stay() {
    try (StoreFixture store = new StoreFixture(directory, StorageSettings.defaults())) {
      RepositoryKey other = repository("other");
      Digest config = store.pushBlob(A, new byte[] {1});
      int images = DeletedRepositories.BATCH + 5;
      for (int i = 0; i < images; i++) {
        store.push(
            A, StoreFixture.image(",\"annotations\":{\"n\":\"" + i + "\"}", config), "t" + i);
      }
      Digest kept = image(store, other, 1, "kept");
      repositories(store).delete(A, true);
      assertEquals(images, store.store().clearDeleted()); // their tags
      assertEquals(DeletedRepositories.BATCH, store.store().clearDeleted());
      assertEquals(5, store.store().clearDeleted());
      store.restart();
      assertEquals(1, store.store().clearDeleted());
      assertEquals(1, store.store().clearDeleted());
      assertEquals(0, store.store().clearDeleted());
      StoreTotals totals = store.store().database().read(StoreRows::totals);
      assertEquals(1, totals.manifests());
      assertEquals(1, totals.tags());
      assertEquals(1, totals.blobs());
      assertEquals(kept, store.images().get(other, new Tag("kept")).digest());
    }
  }

  private static Repositories repositories(StoreFixture store) {
    return store.store().repositories();
  }

  private static Digest image(StoreFixture store, RepositoryKey to, int number, String... tags) {
    Digest config = store.pushBlob(to, new byte[] {1});
    String more = ",\"annotations\":{\"n\":\"" + number + "\"}";
    return store.push(to, StoreFixture.image(more, config), tags).digest();
  }

  private static void assertFails(StorageFailure failure, Executable work) {
    assertEquals(failure, assertThrows(StorageException.class, work).failure());
  }
}
