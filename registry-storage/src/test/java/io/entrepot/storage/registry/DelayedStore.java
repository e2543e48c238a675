package io.entrepot.storage.registry;

import static io.entrepot.storage.registry.StoreFixture.bytes;
import static io.entrepot.storage.registry.StoreFixture.image;
import static io.entrepot.storage.registry.StoreFixture.repository;
import static io.entrepot.storage.registry.StoreFixture.subject;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.entrepot.storage.failure.StorageException;
import io.entrepot.storage.failure.StorageFailure;
import io.entrepot.storage.maintenance.Garbage;
import io.entrepot.storage.oci.Digest;
import io.entrepot.storage.oci.Reference;
import io.entrepot.storage.oci.RepositoryKey;
import io.entrepot.storage.oci.Tag;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Tests of a store in which what expires can be brought back for two weeks. */
abstract class DelayedStore {
  static final RepositoryKey A = repository("a");
  static final Duration DELAY = Duration.ofDays(14);
  static final Duration GRACES = Duration.ofDays(2);
  static final StorageSettings DELAYED = StorageSettings.defaults().withExpiryDelay(DELAY);

  /** Too much for a row: these bytes lie in a file. */
  static final int LARGE = 40_000;

  @TempDir Path directory;

  StoreFixture store;

  @BeforeEach
  void open() {
    store = new StoreFixture(directory, DELAYED);
    push(0, "first");
  }

  @AfterEach
  void close() {
    store.close();
  }

  Digest push(int seed, String... tags) {
    return store.push(A, document(seed), tags).digest();
  }

  byte[] document(int seed) {
    return image(store.pushBlob(A, bytes(seed, 10)), store.pushBlob(A, bytes(1_000 + seed, LARGE)));
  }

  Digest about(Digest subject, int seed, String... tags) {
    return store
        .push(A, image(subject(subject), store.pushBlob(A, bytes(seed, 10))), tags)
        .digest();
  }

  Policies policies() {
    return new Policies(store, A);
  }

  void expire(Digest digest) {
    policies().expire(digest);
  }

  /** In this order, and none may be skipped. */
  void expire(ExpiringImage... images) {
    policies()
        .expire(List.of(images))
        .forEach(fate -> assertEquals(ImageFate.Outcome.DELETED, fate.outcome(), fate.reason()));
  }

  ExpiredImages expired() {
    return store.store().expiredImages();
  }

  List<ExpiredImage> listed() {
    return expired().list(A, Optional.empty(), 100).items();
  }

  /** Collections until nothing goes, with every grace passed. */
  void collect() {
    for (int i = 0; i < 4; i++) {
      store.pass(GRACES);
      Garbage garbage = store.store().garbage();
      garbage.reviewLinks(1_000);
      garbage.reviewBlobs(1_000);
      StoreFixture.removeFiles(garbage);
    }
  }

  long files() throws IOException {
    try (Stream<Path> walked = Files.walk(directory.resolve("blobs"))) {
      return walked.filter(Files::isRegularFile).count();
    }
  }

  void assertUnknown(Reference reference) {
    assertInstanceOf(
        StorageFailure.ManifestUnknown.class,
        assertThrows(StorageException.class, () -> store.images().get(A, reference)).failure());
  }

  void assertNotRestored(StorageFailure why, Digest digest) {
    assertEquals(why, assertThrows(StorageException.class, () -> restore(digest)).failure());
  }

  /** By somebody who may give every tag back. */
  List<RestoredImage> restore(Digest digest) {
    return expired().restore(A, digest, expired().tagsReturning(A, digest));
  }

  /** By somebody who may delete every tag. */
  void purge(Digest digest) {
    expired().delete(A, digest, expired().tagsOf(A, digest));
  }

  /** What came back with this image, in its order. */
  List<Digest> restored(Digest digest) {
    return restore(digest).stream().map(RestoredImage::digest).toList();
  }

  static List<Tag> tags(String... names) {
    return Arrays.stream(names).map(Tag::new).toList();
  }

  static NotedTags noted(String... names) {
    return NotedTags.of(tags(names));
  }
}
