package io.entrepot.storage.registry;

import static io.entrepot.storage.registry.StoreFixture.bytes;
import static io.entrepot.storage.registry.StoreFixture.repository;
import static io.entrepot.storage.registry.StoreFixture.sha256;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.entrepot.storage.failure.StorageException;
import io.entrepot.storage.oci.Digest;
import io.entrepot.storage.oci.Reference;
import io.entrepot.storage.oci.RepositoryKey;
import io.entrepot.storage.oci.Tag;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random pushes, mounts, deletes and restarts, each held against a model of a few maps. */
@Timeout(120)
final class RandomOperationsTest {
  private static final int OPERATIONS = 600;
  private static final List<RepositoryKey> REPOSITORIES =
      List.of(repository("a"), repository("a/b"), repository("c"));

  @TempDir Path directory;

  private final List<byte[]> blobs = new ArrayList<>();
  private final List<Digest> manifests = new ArrayList<>();
  private final StoreModel model = new StoreModel();

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void the_store_does_what_a_few_maps_would(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < 12; i++) {
      blobs.add(bytes(i, i % 4 == 0 ? 40_000 : 100 * i));
    }
    try (StoreFixture store = new StoreFixture(directory, StorageSettings.defaults())) {
      for (int i = 0; i < OPERATIONS; i++) {
        String step = "seed " + seed + ", operation " + i;
        operate(store, random, step);
        if (i % 100 == 99) {
          compare(store, step);
        }
        if (i % 200 == 150) {
          store.restart();
        }
      }
      compare(store, "seed " + seed);
    }
  }

  private void operate(StoreFixture store, Random random, String step) {
    RepositoryKey repository = any(random, REPOSITORIES);
    byte[] blob = any(random, blobs);
    Tag tag = new Tag("t" + random.nextInt(6));
    switch (random.nextInt(10)) {
      case 0, 1, 2 ->
          assertEquals(
              model.pushBlob(repository, sha256(blob)),
              outcome(() -> store.pushBlob(repository, blob)),
              step);
      case 3 -> {
        RepositoryKey source = any(random, REPOSITORIES);
        assertEquals(
            model.mount(repository, sha256(blob), source),
            store.layers().mount(repository, sha256(blob), source).isPresent(),
            step);
      }
      case 4 ->
          assertEquals(
              model.deleteBlob(repository, sha256(blob)),
              outcome(() -> store.layers().delete(repository, sha256(blob))),
              step);
      case 5, 6 -> putImage(store, random, repository, tag, step);
      case 7 -> putIndex(store, random, repository, tag, step);
      case 8 ->
          assertEquals(
              model.deleteTag(repository, tag),
              outcome(() -> store.images().deleteTag(repository, tag)),
              step);
      default -> {
        Digest digest = manifests.isEmpty() ? sha256(blob) : any(random, manifests);
        assertEquals(
            model.deleteManifest(repository, digest),
            outcome(() -> store.images().deleteManifest(repository, digest)),
            step);
      }
    }
    Reference reference =
        random.nextBoolean() || manifests.isEmpty() ? tag : any(random, manifests);
    assertEquals(
        model.get(repository, reference),
        outcome(() -> store.images().get(repository, reference)),
        step);
  }

  private void putImage(
      StoreFixture store, Random random, RepositoryKey repository, Tag tag, String step) {
    List<Digest> targets = new ArrayList<>();
    for (int i = random.nextInt(3); i >= 0; i--) {
      targets.add(sha256(any(random, blobs)));
    }
    Digest[] layers = targets.subList(1, targets.size()).toArray(new Digest[0]);
    put(
        store,
        repository,
        StoreFixture.image(targets.getFirst(), layers),
        targets,
        false,
        tag,
        step);
  }

  private void putIndex(
      StoreFixture store, Random random, RepositoryKey repository, Tag tag, String step) {
    List<Digest> targets = new ArrayList<>();
    for (int i = manifests.isEmpty() ? -1 : random.nextInt(2); i >= 0; i--) {
      targets.add(any(random, manifests));
    }
    byte[] content = StoreFixture.index(targets.toArray(new Digest[0]));
    put(store, repository, content, targets, true, tag, step);
  }

  private void put(
      StoreFixture store,
      RepositoryKey repository,
      byte[] content,
      List<Digest> targets,
      boolean index,
      Tag tag,
      String step) {
    Set<Digest> named = new LinkedHashSet<>(targets);
    Class<?> expected = model.put(repository, sha256(content), named, index, tag);
    assertEquals(expected, outcome(() -> store.push(repository, content, tag.value())), step);
    if (expected == StoreModel.DONE && !manifests.contains(sha256(content))) {
      manifests.add(sha256(content));
    }
  }

  private void compare(StoreFixture store, String step) {
    for (RepositoryKey repository : model.repositories()) {
      assertEquals(
          new Page<>(model.tagNames(repository), false),
          store.images().tags(repository, Optional.empty(), 100),
          step);
      for (Map.Entry<Tag, Digest> tag : model.tags(repository).entrySet()) {
        assertEquals(tag.getValue(), store.images().get(repository, tag.getKey()).digest(), step);
      }
    }
  }

  private static Class<?> outcome(Runnable operation) {
    try {
      operation.run();
      return StoreModel.DONE;
    } catch (StorageException e) {
      return e.failure().getClass();
    }
  }

  private static <T> T any(Random random, List<T> of) {
    return of.get(random.nextInt(of.size()));
  }
}
