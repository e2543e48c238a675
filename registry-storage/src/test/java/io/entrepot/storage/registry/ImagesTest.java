package io.entrepot.storage.registry;

import static io.entrepot.storage.registry.LayersTest.assertFailure;
import static io.entrepot.storage.registry.StoreFixture.bytes;
import static io.entrepot.storage.registry.StoreFixture.image;
import static io.entrepot.storage.registry.StoreFixture.index;
import static io.entrepot.storage.registry.StoreFixture.repository;
import static io.entrepot.storage.registry.StoreFixture.sha256;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.entrepot.storage.failure.StorageException;
import io.entrepot.storage.failure.StorageFailure;
import io.entrepot.storage.oci.Digest;
import io.entrepot.storage.oci.DigestAlgorithm;
import io.entrepot.storage.oci.MediaType;
import io.entrepot.storage.oci.OciSyntaxException;
import io.entrepot.storage.oci.Reference;
import io.entrepot.storage.oci.RepositoryKey;
import io.entrepot.storage.oci.Tag;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
final class ImagesTest {
  private static final RepositoryKey A = repository("a");
  private static final RepositoryKey B = repository("b");
  private static final Tag LATEST = new Tag("latest");

  @TempDir Path directory;

  private StoreFixture store;
  private Digest config;
  private Digest layer;

  @BeforeEach
  void open() {
    store = new StoreFixture(directory, StorageSettings.defaults());
    config = store.pushBlob(A, bytes(1, 10));
    layer = store.pushBlob(A, bytes(2, 40_000));
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void a_manifest_is_pulled_as_it_was_pushed_by_tag_and_by_digest_also_after_a_restart() {
    byte[] content = image(config, layer);
    Digest digest = store.push(A, content, "latest").digest();
    assertEquals(sha256(content), digest);
    assertStored(content, LATEST);
    assertStored(content, digest);
    store.restart();
    assertEquals(Optional.empty(), store.images().cached(A, LATEST));
    assertStored(content, LATEST);
    assertStored(content, digest);
  }

  @Test
  void a_manifest_that_was_pulled_or_pushed_is_told_from_memory() {
    Digest digest = store.push(A, image(config, layer), "latest").digest();
    assertEquals(digest, store.images().cached(A, LATEST).orElseThrow().digest());
    store.restart();
    store.images().get(A, LATEST);
    assertEquals(digest, store.images().cached(A, LATEST).orElseThrow().digest());
    assertEquals(Optional.empty(), store.images().cached(B, LATEST));
  }

  @Test
  void what_is_not_there_is_unknown() {
    assertFailure(new StorageFailure.RepositoryUnknown(B), () -> store.images().get(B, LATEST));
    assertFailure(new StorageFailure.ManifestUnknown(LATEST), () -> store.images().get(A, LATEST));
    assertFailure(new StorageFailure.ManifestUnknown(layer), () -> store.images().get(A, layer));
    assertFailure(
        new StorageFailure.ManifestUnknown(layer), () -> store.images().deleteManifest(A, layer));
    assertFailure(
        new StorageFailure.ManifestUnknown(LATEST), () -> store.images().deleteTag(A, LATEST));
    assertFailure(
        new StorageFailure.RepositoryUnknown(B), () -> store.images().deleteTag(B, LATEST));
    assertFailure(
        new StorageFailure.RepositoryUnknown(B),
        () -> store.images().tags(B, Optional.empty(), 10));
  }

  @Test
  void a_tag_moves_to_the_manifest_that_was_pushed_last() {
    byte[] second = image(layer);
    Digest first = store.push(A, image(config), "latest").digest();
    store.push(A, second, "latest");
    assertStored(second, LATEST);
    assertEquals(first, store.images().get(A, first).digest());
  }

  @Test
  void a_push_sets_all_of_its_tags() {
    Digest digest = store.push(A, image(config), "1", "1.2", "1.2.3").digest();
    for (String tag : List.of("1", "1.2", "1.2.3")) {
      assertEquals(digest, store.images().get(A, new Tag(tag)).digest());
    }
  }

  @Test
  void the_same_push_again_does_no_harm() {
    byte[] content = image(config, layer);
    store.push(A, content, "latest");
    store.push(A, content, "latest", "other");
    assertStored(content, LATEST);
    assertStored(content, new Tag("other"));
  }

  @Test
  void a_push_by_digest_is_stored_under_that_digest_and_refused_under_another() {
    byte[] content = image(config);
    Digest digest = Digest.of(DigestAlgorithm.SHA512, content);
    put(content, Optional.empty(), digest);
    assertStored(content, digest);
    Digest other = Digest.of(DigestAlgorithm.SHA512, bytes(9, 9));
    assertFailure(
        new StorageFailure.DigestMismatch(other, digest),
        () -> put(content, Optional.empty(), other));
  }

  @Test
  void a_manifest_whose_blobs_are_missing_is_refused_and_makes_nothing() {
    Digest missing = sha256(bytes(7, 7));
    Digest alsoMissing = sha256(bytes(8, 8));
    assertFailure(
        new StorageFailure.ManifestBlobUnknown(List.of(missing, alsoMissing)),
        () -> store.push(A, image(missing, layer, alsoMissing, missing), "latest"));
    assertFailure(new StorageFailure.ManifestUnknown(LATEST), () -> store.images().get(A, LATEST));
    // The store has them, but this repository does not link them.
    assertFailure(
        new StorageFailure.ManifestBlobUnknown(List.of(config, layer)),
        () -> store.push(B, image(config, layer)));
    assertFailure(new StorageFailure.RepositoryUnknown(B), () -> store.images().get(B, LATEST));
  }

  @Test
  void a_bad_document_is_refused() {
    byte[] bad = "{}".getBytes(StandardCharsets.UTF_8);
    assertThrows(OciSyntaxException.class, () -> store.push(A, bad, "latest"));
  }

  @Test
  void an_index_needs_its_children_and_keeps_them() {
    byte[] child = image(config, layer);
    byte[] parent = index(sha256(child));
    assertFailure(
        new StorageFailure.ManifestBlobUnknown(List.of(sha256(child)), true),
        () -> store.push(A, parent, "latest"));
    Digest childDigest = store.push(A, child).digest();
    Digest parentDigest = store.push(A, parent, "latest").digest();
    assertFailure(
        new StorageFailure.StillReferenced(childDigest, List.of(parentDigest)),
        () -> store.images().deleteManifest(A, childDigest));
    store.images().deleteManifest(A, parentDigest);
    store.images().deleteManifest(A, childDigest);
  }

  @Test
  void a_refused_delete_names_a_few_holders_only() {
    Digest child = store.push(A, image(config)).digest();
    for (int i = 0; i <= ImageRemoval.NAMED_HOLDERS; i++) {
      Digest[] children = new Digest[i + 1];
      Arrays.fill(children, child);
      store.push(A, index(children));
    }
    StorageFailure failure =
        assertThrows(StorageException.class, () -> store.images().deleteManifest(A, child))
            .failure();
    assertEquals(
        ImageRemoval.NAMED_HOLDERS, ((StorageFailure.StillReferenced) failure).holders().size());
  }

  @Test
  void an_index_of_a_build_cache_may_name_layers() {
    byte[] cache =
        StoreFixture.document(
            MediaType.OCI_INDEX,
            "\"manifests\":["
                + StoreFixture.descriptor("application/vnd.oci.image.layer.v1.tar+gzip", layer)
                + ","
                + StoreFixture.descriptor("application/vnd.buildkit.cacheconfig.v0", config)
                + "]");
    Digest digest = store.push(A, cache, "cache").digest();
    assertFailure(
        new StorageFailure.StillReferenced(layer, List.of(digest)),
        () -> store.layers().delete(A, layer));
  }

  @Test
  void a_layer_that_may_not_be_distributed_need_not_be_there() {
    byte[] content =
        StoreFixture.document(
            MediaType.OCI_MANIFEST,
            "\"config\":"
                + StoreFixture.descriptor("application/vnd.oci.image.config.v1+json", config)
                + ",\"layers\":["
                + StoreFixture.descriptor(
                    "application/vnd.oci.image.layer.nondistributable.v1.tar+gzip",
                    sha256(bytes(7, 7)))
                + "]");
    store.push(A, content, "latest");
    assertStored(content, LATEST);
  }

  @Test
  void sparse_indexes_are_taken_where_the_operator_allows_them() {
    StorageSettings settings = StorageSettings.defaults().withSparse(SparseManifests.INDEX);
    store.restart(settings);
    byte[] sparse = index(sha256(bytes(7, 7)));
    store.push(A, sparse, "latest");
    assertStored(sparse, LATEST);
    Digest missing = sha256(bytes(8, 8));
    assertFailure(
        new StorageFailure.ManifestBlobUnknown(List.of(missing)),
        () -> store.push(A, image(config, missing)));
  }

  @Test
  void sparse_images_are_taken_where_the_operator_allows_them() {
    store.restart(StorageSettings.defaults().withSparse(SparseManifests.IMAGE));
    byte[] sparse = image(config, sha256(bytes(7, 7)));
    store.push(B, sparse, "latest");
    assertArrayEquals(sparse, store.images().get(B, LATEST).content());
  }

  @Test
  void a_deleted_manifest_takes_its_tags_along_and_can_be_pushed_again() {
    byte[] content = image(config, layer);
    Digest digest = store.push(A, content, "latest", "other").digest();
    Digest kept = store.push(A, image(config), "kept").digest();
    store.images().deleteManifest(A, digest);
    for (Reference gone : List.of(digest, LATEST, new Tag("other"))) {
      assertFailure(new StorageFailure.ManifestUnknown(gone), () -> store.images().get(A, gone));
      assertEquals(Optional.empty(), store.images().cached(A, gone));
    }
    assertEquals(kept, store.images().get(A, new Tag("kept")).digest());
    store.push(A, content, "latest");
    assertStored(content, LATEST);
  }

  @Test
  void a_deleted_tag_leaves_its_manifest() {
    byte[] content = image(config, layer);
    Digest digest = store.push(A, content, "latest").digest();
    store.images().deleteTag(A, LATEST);
    assertFailure(new StorageFailure.ManifestUnknown(LATEST), () -> store.images().get(A, LATEST));
    assertStored(content, digest);
  }

  @Test
  void tags_are_listed_in_ascii_order_page_by_page() {
    store.push(A, image(config), "b", "B", "a", "_", "9", "a.1", "a-1");
    List<String> all = List.of("9", "B", "_", "a", "a-1", "a.1", "b");
    assertEquals(new Page<>(tags(all), false), store.images().tags(A, Optional.empty(), 7));
    assertEquals(
        new Page<>(tags(all.subList(0, 6)), true), store.images().tags(A, Optional.empty(), 6));
    assertEquals(
        new Page<>(tags(all.subList(4, 7)), false), store.images().tags(A, Optional.of("a"), 3));
    assertEquals(
        new Page<>(tags(all.subList(4, 5)), true), store.images().tags(A, Optional.of("a+"), 1));
    assertEquals(new Page<>(List.of(), false), store.images().tags(A, Optional.empty(), 0));
    assertEquals(new Page<>(List.of(), false), store.images().tags(A, Optional.of("b"), 5));
  }

  @Test
  void the_media_type_is_kept_as_it_was_declared() {
    byte[] untyped =
        ("{\"schemaVersion\":2,\"config\":"
                + StoreFixture.descriptor("application/vnd.oci.image.config.v1+json", config)
                + ",\"layers\":[]}")
            .getBytes(StandardCharsets.UTF_8);
    put(untyped, Optional.of(MediaType.OCI_MANIFEST), sha256(untyped));
    assertEquals(MediaType.OCI_MANIFEST, store.images().get(A, LATEST).mediaType());
    put(untyped, Optional.of(MediaType.DOCKER_MANIFEST), sha256(untyped));
    assertEquals(MediaType.DOCKER_MANIFEST, store.images().get(A, LATEST).mediaType());
    store.restart();
    assertEquals(MediaType.DOCKER_MANIFEST, store.images().get(A, LATEST).mediaType());
  }

  private void put(byte[] content, Optional<MediaType> declared, Digest digest) {
    store
        .images()
        .put(A, new ManifestPush(content, declared, Optional.of(digest), List.of(LATEST)));
  }

  private static List<Tag> tags(List<String> names) {
    return names.stream().map(Tag::new).toList();
  }

  private void assertStored(byte[] content, Reference reference) {
    StoredManifest stored = store.images().get(A, reference);
    assertArrayEquals(content, stored.content());
    assertEquals(Digest.of(stored.digest().algorithm(), content), stored.digest());
  }
}
