package io.entrepot.storage.verify;

import static io.entrepot.storage.registry.StoreFixture.bytes;
import static io.entrepot.storage.registry.StoreFixture.image;
import static io.entrepot.storage.registry.StoreFixture.index;
import static io.entrepot.storage.registry.StoreFixture.repository;
import static io.entrepot.storage.registry.StoreFixture.sha256;
import static io.entrepot.storage.registry.StoreFixture.source;
import static io.entrepot.storage.registry.StoreFixture.subject;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.entrepot.storage.metadata.UnknownSchemaException;
import io.entrepot.storage.oci.Digest;
import io.entrepot.storage.oci.DigestAlgorithm;
import io.entrepot.storage.oci.RepositoryKey;
import io.entrepot.storage.registry.Policies;
import io.entrepot.storage.registry.SparseManifests;
import io.entrepot.storage.registry.StorageSettings;
import io.entrepot.storage.registry.StoreFixture;
import io.entrepot.storage.upload.UploadId;
import io.entrepot.storage.verify.DamagedStore.Outcome;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each kind of damage, done by hand to a good store, is found and named. */
@Timeout(60)
final class VerificationTest {
  private static final RepositoryKey APP = repository("team/app");
  private static final byte[] CONFIG = bytes(1, 2_000);
  private static final byte[] LAYER = bytes(2, 1_500_000);

  @TempDir Path directory;

  private DamagedStore damaged;
  private Digest config;
  private Digest layer;
  private Digest manifest;
  private Digest index;
  private UploadId upload;

  @BeforeEach
  void fill() {
    damaged = new DamagedStore(directory);
    try (StoreFixture store = new StoreFixture(directory, StorageSettings.defaults())) {
      config = store.pushBlob(APP, CONFIG);
      layer = store.pushBlob(APP, LAYER);
      manifest = store.push(APP, image(config, layer), "v1").digest();
      index = store.push(APP, index(manifest), "latest").digest();
      store.push(APP, image(subject(sha256(bytes(9, 9))), config));
      upload = store.layers().startUpload(APP, DigestAlgorithm.SHA256).id();
      store.layers().append(APP, upload, OptionalLong.empty(), source(bytes(3, 200_000)));
    }
  }

  @Test
  void a_sound_store_is_looked_at_whole_and_has_no_findings() throws Exception {
    Outcome outcome = damaged.verify();
    assertEquals(List.of(), outcome.findings());
    assertEquals(new VerifyReport(2, 1_502_000, 3, 5, 0, 0, 2, 1, 2, 0, 0, 0, 0), outcome.report());
    assertTrue(outcome.report().isClean());
  }

  @Test
  void what_expired_and_can_come_back_is_looked_at_too() throws Exception {
    StorageSettings delayed = StorageSettings.defaults().withExpiryDelay(Duration.ofDays(14));
    try (StoreFixture store = new StoreFixture(directory, delayed)) {
      new Policies(store, APP).expire(index);
    }
    assertEquals(List.of(), damaged.verify().findings());
    try (StoreFixture store = new StoreFixture(directory, delayed)) {
      new Policies(store, APP).expire(manifest);
    }
    assertEquals(List.of(), damaged.verify().findings());
    damaged.flipByte(damaged.file(layer), 0);
    String why = only(FindingKind.BLOB_DAMAGED).why();
    assertTrue(why.contains("named by team/app (expired)@" + manifest), why);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 700_000, 1_499_999})
  void a_flipped_byte_of_a_blob_is_found(int position) throws Exception {
    damaged.flipByte(damaged.file(layer), position);
    Finding finding = only(FindingKind.BLOB_DAMAGED);
    assertEquals(layer.toString(), finding.what());
    assertTrue(finding.why().contains("named by team/app@" + manifest), finding.why());
  }

  @Test
  void a_truncated_blob_is_found() throws Exception {
    try (FileChannel file = FileChannel.open(damaged.file(layer), StandardOpenOption.WRITE)) {
      file.truncate(1_000);
    }
    assertTrue(only(FindingKind.BLOB_DAMAGED).why().contains("1000 bytes, not 1500000"));
  }

  @Test
  void a_blob_whose_file_is_gone_is_found() throws Exception {
    Files.delete(damaged.file(layer));
    assertTrue(only(FindingKind.BLOB_MISSING).why().contains("no file blobs/sha256/"));
  }

  @Test
  void a_small_blob_that_changed_in_the_metadata_is_found() throws Exception {
    assertEquals(1, damaged.sql("UPDATE blob_content SET content = ?", bytes(8, 2_000)));
    assertEquals(config.toString(), only(FindingKind.BLOB_DAMAGED).what());
  }

  @Test
  void a_small_blob_that_lost_its_bytes_is_found() throws Exception {
    assertEquals(1, damaged.sql("DELETE FROM blob_content"));
    assertEquals(config.toString(), only(FindingKind.BLOB_MISSING).what());
  }

  @Test
  void a_blob_that_lost_its_row_is_missed_by_its_manifest_and_leaves_a_stray_file()
      throws Exception {
    damaged.sql(
        "DELETE FROM repository_blob WHERE blob = (SELECT id FROM blob WHERE digest = ?)",
        layer.toString());
    assertEquals(1, damaged.sql("DELETE FROM blob WHERE digest = ?", layer.toString()));
    Outcome outcome = damaged.verify();
    assertEquals(List.of(FindingKind.REFERENCE_LOST, FindingKind.BLOB_ORPHANED), outcome.kinds());
    assertEquals("team/app@" + manifest, outcome.findings().getFirst().what());
    assertTrue(outcome.findings().getFirst().why().contains(layer.toString()));
    assertFalse(outcome.report().isClean());
  }

  @Test
  void a_blob_that_lost_its_link_is_missed_by_every_manifest_that_names_it() throws Exception {
    assertEquals(2, damaged.sql("DELETE FROM repository_blob"));
    assertEquals(
        List.of(FindingKind.REFERENCE_LOST, FindingKind.REFERENCE_LOST, FindingKind.REFERENCE_LOST),
        damaged.verify().kinds());
  }

  @Test
  void a_manifest_whose_bytes_changed_is_found() throws Exception {
    damaged.sql("UPDATE manifest SET content = ? WHERE digest = ?", CONFIG, manifest.toString());
    assertEquals("team/app@" + manifest, only(FindingKind.MANIFEST_DAMAGED).what());
  }

  @Test
  void a_manifest_under_a_type_that_it_is_not_is_found() throws Exception {
    damaged.sql(
        "UPDATE manifest SET media_type = 'application/vnd.oci.image.index.v1+json'"
            + " WHERE digest = ?",
        manifest.toString());
    assertEquals("team/app@" + manifest, only(FindingKind.MANIFEST_DAMAGED).what());
  }

  @Test
  void references_that_are_not_those_of_the_manifest_are_found() throws Exception {
    damaged.sql("DELETE FROM manifest_reference WHERE kind = 'layer'");
    assertEquals("team/app@" + manifest, only(FindingKind.REFERENCE_WRONG).what());
  }

  @Test
  void a_subject_that_the_manifest_does_not_name_is_found() throws Exception {
    damaged.sql("UPDATE manifest SET subject = ? WHERE digest = ?", "x", manifest.toString());
    assertEquals("team/app@" + manifest, only(FindingKind.REFERENCE_WRONG).what());
  }

  @Test
  void a_child_that_is_gone_is_missed_by_its_index_and_its_tag() throws Exception {
    damaged.sql(
        "DELETE FROM manifest_reference WHERE manifest ="
            + " (SELECT id FROM manifest WHERE digest = ?)",
        manifest.toString());
    damaged.sql("DELETE FROM manifest WHERE digest = ?", manifest.toString());
    Outcome outcome = damaged.verify();
    assertEquals(
        List.of(FindingKind.DATABASE_DAMAGED, FindingKind.REFERENCE_LOST, FindingKind.TAG_LOST),
        outcome.kinds());
    assertEquals("team/app@" + index, outcome.findings().get(1).what());
    assertEquals("team/app:v1", outcome.findings().get(2).what());
  }

  @Test
  void a_file_that_no_row_names_is_reported_as_waste_and_removed_on_request() throws Exception {
    Path file = damaged.file(layer);
    Path orphan = file.resolveSibling(layer.hex() + ".0");
    Files.write(orphan, new byte[7]);
    Outcome outcome = damaged.verify();
    assertEquals(List.of(FindingKind.BLOB_ORPHANED), outcome.kinds());
    assertTrue(outcome.report().isClean());
    assertEquals(7, outcome.report().orphanBytes());
    assertTrue(Files.exists(orphan));
    assertEquals(Finding.Outcome.REMOVED, damaged.removeOrphans().findings().getFirst().outcome());
    assertFalse(Files.exists(orphan));
    assertTrue(Files.exists(file));
    assertEquals(List.of(), damaged.verify().findings());
  }

  @Test
  void an_uploads_file_that_no_row_names_is_reported_and_removed_on_request() throws Exception {
    damaged.sql("DELETE FROM upload");
    assertEquals(List.of(FindingKind.UPLOAD_ORPHANED), damaged.verify().kinds());
    damaged.removeOrphans();
    assertEquals(List.of(), damaged.verify().findings());
    assertFalse(Files.exists(directory.resolve("uploads").resolve(upload.toString())));
  }

  @Test
  void an_upload_that_lost_acknowledged_bytes_is_found() throws Exception {
    Files.write(directory.resolve("uploads").resolve(upload.toString()), new byte[199_999]);
    assertTrue(only(FindingKind.UPLOAD_LOST).why().contains("200000 were acknowledged"));
  }

  @Test
  void an_upload_without_its_file_is_found() throws Exception {
    Files.delete(directory.resolve("uploads").resolve(upload.toString()));
    assertEquals("uploads/" + upload, only(FindingKind.UPLOAD_LOST).what());
  }

  @Test
  void a_permitted_gap_is_told_from_a_loss() throws Exception {
    Digest elsewhere = sha256(bytes(7, 70));
    StorageSettings sparse = StorageSettings.defaults().withSparse(SparseManifests.IMAGE);
    try (StoreFixture store = new StoreFixture(directory, sparse)) {
      store.push(APP, image(config, elsewhere), "sparse");
      store.push(APP, index(elsewhere), "mirror");
    }
    Outcome permitted = damaged.verify();
    assertEquals(List.of(), permitted.findings());
    assertEquals(2, permitted.report().sparseGaps());
    damaged.sql("UPDATE manifest_reference SET presence = 'held' WHERE presence = 'sparse'");
    assertEquals(
        List.of(FindingKind.REFERENCE_LOST, FindingKind.REFERENCE_LOST), damaged.verify().kinds());
  }

  @Test
  void a_broken_database_file_is_a_finding_and_not_the_end() throws Exception {
    byte[] file = Files.readAllBytes(damaged.metadata());
    int root = damaged.rootPage("manifest");
    file[(root - 1) * DamagedStore.PAGE] = 99;
    Files.write(damaged.metadata(), file);
    Outcome outcome = damaged.verify();
    assertTrue(outcome.kinds().contains(FindingKind.DATABASE_DAMAGED), outcome::toString);
    assertFalse(outcome.report().isClean());
  }

  @Test
  void metadata_of_another_version_is_refused() throws Exception {
    damaged.sql("UPDATE flyway_schema_history SET version = '999'");
    assertTrue(
        assertThrows(UnknownSchemaException.class, damaged::verify).toString().contains("999"));
  }

  private Finding only(FindingKind kind) throws Exception {
    Outcome outcome = damaged.verify();
    assertEquals(List.of(kind), outcome.kinds(), outcome::toString);
    assertFalse(outcome.report().isClean());
    assertEquals(1, outcome.report().broken());
    return outcome.findings().getFirst();
  }
}
