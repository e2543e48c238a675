package io.entrepot.storage.verify;

import static io.entrepot.storage.registry.StoreFixture.bytes;
import static io.entrepot.storage.registry.StoreFixture.image;
import static io.entrepot.storage.registry.StoreFixture.repository;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.entrepot.storage.failure.StorageException;
import io.entrepot.storage.failure.StorageFailure;
import io.entrepot.storage.oci.Digest;
import io.entrepot.storage.oci.RepositoryKey;
import io.entrepot.storage.registry.StorageSettings;
import io.entrepot.storage.registry.StoreFixture;
import io.entrepot.storage.verify.DamagedStore.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is broken is set aside, is no longer served, and heals when it is pushed again. */
@Timeout(60)
final class QuarantineTest {
  private static final RepositoryKey APP = repository("team/app");
  private static final byte[] CONFIG = bytes(1, 2_000);
  private static final byte[] LAYER = bytes(2, 100_000);

  @TempDir Path directory;

  private DamagedStore damaged;
  private Digest config;
  private Digest layer;
  private Digest manifest;

  @BeforeEach
  void fill() {
    damaged = new DamagedStore(directory);
    push();
  }

  private void push() {
    try (StoreFixture store = new StoreFixture(directory, StorageSettings.defaults())) {
      config = store.pushBlob(APP, CONFIG);
      layer = store.pushBlob(APP, LAYER);
      manifest = store.push(APP, image(config, layer), "v1").digest();
    }
  }

  @Test
  void a_damaged_blob_is_set_aside_and_a_push_of_it_heals_the_store() throws Exception {
    damaged.flipByte(damaged.file(layer), 5);
    byte[] broken = Files.readAllBytes(damaged.file(layer));
    Outcome outcome = damaged.quarantine();
    assertEquals(List.of(FindingKind.BLOB_DAMAGED, FindingKind.REFERENCE_LOST), outcome.kinds());
    assertEquals(Finding.Outcome.SET_ASIDE, outcome.findings().getFirst().outcome());
    assertArrayEquals(broken, Files.readAllBytes(setAside().getFirst()));
    assertEquals(List.of(FindingKind.REFERENCE_LOST), damaged.verify().kinds());
    assertHealedByAPush();
  }

  @Test
  void a_blob_without_a_file_is_taken_out_so_that_clients_push_it_again() throws Exception {
    Files.delete(damaged.file(layer));
    damaged.quarantine();
    try (StoreFixture store = new StoreFixture(directory, StorageSettings.defaults())) {
      assertThrows(StorageException.class, () -> store.layers().stat(APP, layer));
      StorageException refused =
          assertThrows(StorageException.class, () -> store.push(APP, image(config, layer), "v1"));
      assertEquals(new StorageFailure.ManifestBlobUnknown(List.of(layer)), refused.failure());
      store.pushBlob(APP, LAYER);
    }
    assertEquals(List.of(), setAside());
    assertHealedByAPush();
  }

  @Test
  void a_damaged_small_blob_is_set_aside_with_its_bytes() throws Exception {
    byte[] broken = bytes(8, 2_000);
    damaged.sql("UPDATE blob_content SET content = ?", broken);
    assertEquals(
        List.of(FindingKind.BLOB_DAMAGED, FindingKind.REFERENCE_LOST),
        damaged.quarantine().kinds());
    assertArrayEquals(broken, Files.readAllBytes(setAside().getFirst()));
    assertHealedByAPush();
  }

  @Test
  void a_damaged_manifest_is_set_aside_with_its_tags() throws Exception {
    byte[] broken = bytes(8, 100);
    damaged.sql("UPDATE manifest SET content = ?", broken);
    Outcome outcome = damaged.quarantine();
    assertEquals(List.of(FindingKind.MANIFEST_DAMAGED), outcome.kinds());
    assertArrayEquals(broken, Files.readAllBytes(setAside().getFirst()));
    assertEquals(List.of(), damaged.verify().findings());
    assertHealedByAPush();
  }

  @Test
  void a_tag_without_its_manifest_is_removed() throws Exception {
    damaged.sql("DELETE FROM manifest_reference");
    damaged.sql("DELETE FROM manifest");
    Outcome outcome = damaged.quarantine();
    assertEquals(List.of(FindingKind.DATABASE_DAMAGED, FindingKind.TAG_LOST), outcome.kinds());
    assertHealedByAPush();
  }

  @Test
  void a_sound_store_is_left_alone() throws Exception {
    assertEquals(List.of(), damaged.quarantine().findings());
    assertEquals(List.of(), setAside());
  }

  private void assertHealedByAPush() throws IOException {
    push();
    assertEquals(List.of(), damaged.verify().findings());
    try (StoreFixture store = new StoreFixture(directory, StorageSettings.defaults())) {
      assertArrayEquals(LAYER, store.pull(APP, layer));
      assertArrayEquals(CONFIG, store.pull(APP, config));
      assertArrayEquals(image(config, layer), store.images().get(APP, manifest).content());
    }
  }

  private List<Path> setAside() throws IOException {
    try (Stream<Path> files = Files.walk(directory.resolve("quarantine"))) {
      return files.filter(Files::isRegularFile).toList();
    }
  }
}
