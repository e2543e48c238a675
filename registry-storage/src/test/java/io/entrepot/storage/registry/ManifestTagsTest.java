package io.entrepot.storage.registry;

import static io.entrepot.storage.registry.LayersTest.assertFailure;
import static io.entrepot.storage.registry.StoreFixture.bytes;
import static io.entrepot.storage.registry.StoreFixture.image;
import static io.entrepot.storage.registry.StoreFixture.index;
import static io.entrepot.storage.registry.StoreFixture.repository;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.entrepot.storage.failure.StorageFailure;
import io.entrepot.storage.oci.Digest;
import io.entrepot.storage.oci.RepositoryKey;
import io.entrepot.storage.oci.Tag;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ManifestTagsTest {
  private static final RepositoryKey A = repository("a");

  @TempDir Path directory;

  private StoreFixture store;
  private Digest child;

  @BeforeEach
  void open() {
    store = new StoreFixture(directory, StorageSettings.defaults());
    child = store.push(A, image(store.pushBlob(A, bytes(1, 10))), "child").digest();
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void the_tags_of_a_manifest_are_its_own_and_those_of_what_holds_it() {
    Digest holder = store.push(A, index(child), "holder").digest();
    store.push(A, index(holder), "outer");
    assertEquals(List.of(new Tag("child")), store.images().tagsOf(A, child));
    assertEquals(
        Set.of(new Tag("child"), new Tag("holder"), new Tag("outer")),
        Set.copyOf(store.images().tagsReaching(A, child)));
    assertEquals(List.of(), store.images().tagsReaching(repository("b"), child));
  }

  @Test
  void where_too_many_manifests_lead_to_one_its_tags_are_not_told() {
    for (int i = 1; i < ManifestTags.MOST; i++) {
      store.push(A, differing(i));
    }
    assertEquals(List.of(new Tag("child")), store.images().tagsReaching(A, child));
    store.push(A, differing(0), "seen-too-late");
    assertFailure(
        new StorageFailure.TooManyTags(child), () -> store.images().tagsReaching(A, child));
  }

  private byte[] differing(int number) {
    String json = new String(index(child), StandardCharsets.UTF_8);
    String annotated =
        json.substring(0, json.lastIndexOf('}'))
            + ",\"annotations\":{\"number\":\""
            + number
            + "\"}}";
    return annotated.getBytes(StandardCharsets.UTF_8);
  }
}
