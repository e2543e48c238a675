package io.entrepot.storage.registry;

import static io.entrepot.storage.registry.StoreFixture.bytes;
import static io.entrepot.storage.registry.StoreFixture.repository;
import static io.entrepot.storage.registry.StoreFixture.sha256;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.entrepot.storage.failure.StorageException;
import io.entrepot.storage.failure.StorageFailure;
import io.entrepot.storage.oci.Digest;
import io.entrepot.storage.oci.RegistryId;
import io.entrepot.storage.oci.RepositoryKey;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
final class LayersTest {
  private static final RepositoryKey A = repository("a");
  private static final RepositoryKey B = repository("b/c");

  @TempDir Path directory;

  private StoreFixture store;

  @BeforeEach
  void open() {
    store = new StoreFixture(directory, StorageSettings.defaults());
  }

  @AfterEach
  void close() {
    store.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 32 * 1024, 32 * 1024 + 1, 3_000_000})
  void a_pushed_blob_is_pulled_byte_for_byte_also_after_a_restart(int size) {
    byte[] content = bytes(1, size);
    Digest digest = store.pushBlob(A, content);
    assertEquals(new LayerInfo(digest, size), store.layers().stat(A, digest));
    assertArrayEquals(content, store.pull(A, digest));
    store.restart();
    assertArrayEquals(content, store.pull(A, digest));
    assertEquals(new LayerInfo(digest, size), store.layers().stat(A, digest));
  }

  @ParameterizedTest
  @ValueSource(ints = {10, 100_000})
  void a_blob_that_is_pushed_twice_is_stored_once(int size) {
    byte[] content = bytes(1, size);
    store.pushBlob(A, content);
    store.pushBlob(A, content);
    store.pushBlob(B, content);
    assertArrayEquals(content, store.pull(B, sha256(content)));
  }

  @Test
  void a_blob_is_seen_through_the_repositories_that_link_it_only() {
    Digest digest = store.pushBlob(A, bytes(1, 10));
    store.pushBlob(B, bytes(2, 10));
    assertFailure(new StorageFailure.BlobUnknown(digest), () -> store.layers().stat(B, digest));
    assertFailure(new StorageFailure.BlobUnknown(digest), () -> store.layers().open(B, digest));
    assertFailure(
        new StorageFailure.RepositoryUnknown(repository("none")),
        () -> store.layers().stat(repository("none"), digest));
  }

  @Test
  void a_mount_links_what_the_source_links_and_makes_the_target() {
    byte[] content = bytes(1, 10);
    Digest digest = store.pushBlob(A, content);
    assertEquals(Optional.of(new LayerInfo(digest, 10)), store.layers().mount(B, digest, A));
    assertArrayEquals(content, store.pull(B, digest));
  }

  @Test
  void a_mount_of_what_the_source_does_not_link_makes_nothing() {
    Digest digest = store.pushBlob(A, bytes(1, 10));
    RepositoryKey none = repository("none");
    assertEquals(Optional.empty(), store.layers().mount(B, digest, none));
    assertEquals(Optional.empty(), store.layers().mount(B, sha256(bytes(2, 1)), A));
    assertFailure(new StorageFailure.RepositoryUnknown(B), () -> store.layers().stat(B, digest));
  }

  @Test
  void mount_candidates_are_those_that_link_the_blob_and_at_most_so_many() {
    Digest digest = store.pushBlob(A, bytes(1, 10));
    store.pushBlob(B, bytes(1, 10));
    store.pushBlob(repository("other"), bytes(2, 10));
    assertEquals(List.of(A, B), store.layers().mountCandidates(RegistryId.DEFAULT, digest, 2));
    assertEquals(List.of(A), store.layers().mountCandidates(RegistryId.DEFAULT, digest, 1));
    assertEquals(
        List.of(), store.layers().mountCandidates(new RegistryId("123456789012"), digest, 2));
  }

  @Test
  void a_deleted_blob_is_gone_from_its_repository_alone_and_can_be_pushed_again() {
    byte[] content = bytes(1, 10);
    Digest digest = store.pushBlob(A, content);
    store.pushBlob(B, content);
    store.layers().delete(A, digest);
    assertFailure(new StorageFailure.BlobUnknown(digest), () -> store.layers().stat(A, digest));
    assertFailure(new StorageFailure.BlobUnknown(digest), () -> store.layers().delete(A, digest));
    assertArrayEquals(content, store.pull(B, digest));
    store.pushBlob(A, content);
    assertArrayEquals(content, store.pull(A, digest));
  }

  @Test
  void a_blob_that_a_manifest_names_is_not_deleted() {
    Digest config = store.pushBlob(A, bytes(1, 10));
    Digest layer = store.pushBlob(A, bytes(2, 10));
    Digest manifest = store.push(A, StoreFixture.image(config, layer)).digest();
    assertFailure(
        new StorageFailure.StillReferenced(layer, List.of(manifest)),
        () -> store.layers().delete(A, layer));
    assertFailure(
        new StorageFailure.StillReferenced(config, List.of(manifest)),
        () -> store.layers().delete(A, config));
    store.images().deleteManifest(A, manifest);
    store.layers().delete(A, layer);
  }

  static void assertFailure(StorageFailure expected, Executable action) {
    assertEquals(expected, assertThrows(StorageException.class, action).failure());
  }
}
