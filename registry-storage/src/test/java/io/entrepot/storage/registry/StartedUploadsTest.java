package io.entrepot.storage.registry;

import static io.entrepot.storage.registry.LayersTest.assertFailure;
import static io.entrepot.storage.registry.StoreFixture.repository;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.entrepot.storage.failure.StorageFailure;
import io.entrepot.storage.metadata.UploadRow;
import io.entrepot.storage.oci.DigestAlgorithm;
import io.entrepot.storage.oci.RepositoryKey;
import io.entrepot.storage.upload.UploadId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class StartedUploadsTest {
  private static final RepositoryKey A = repository("a");

  private final StartedUploads uploads = new StartedUploads(2);

  @Test
  void one_of_several_ends_an_upload() {
    UploadId upload = add(1);
    assertTrue(uploads.claim(upload));
    assertFalse(uploads.claim(upload));
    StorageFailure unknown = new StorageFailure.UploadUnknown(upload.toString());
    assertFailure(unknown, () -> uploads.settle(upload, () -> true));
    assertTrue(uploads.contains(upload));
    uploads.remove(upload);
    assertFailure(unknown, () -> uploads.settle(upload, () -> true));
  }

  @Test
  void an_upload_whose_ending_failed_is_as_it_was() {
    UploadId upload = add(1);
    StorageFailure full = new StorageFailure.OutOfSpace();
    assertFailure(
        full,
        () ->
            uploads.settle(
                upload,
                () -> {
                  throw full.exception();
                }));
    assertEquals(1, uploads.count(A));
    assertEquals("done", uploads.settle(upload, () -> "done"));
    assertEquals(0, uploads.count(A));
    assertFalse(uploads.contains(upload));
  }

  @Test
  void it_is_full_at_its_capacity_and_empties_again() {
    assertFalse(new StartedUploads(0).hasRoom());
    UploadId first = add(1);
    add(2);
    assertFalse(uploads.hasRoom());
    uploads.remove(first);
    uploads.remove(first);
    assertTrue(uploads.hasRoom());
    assertEquals(1, uploads.count(A));
    assertEquals(List.of(), uploads.startedBefore(Instant.EPOCH));
    assertEquals(1, uploads.startedBefore(Instant.EPOCH.plusNanos(1)).size());
  }

  private UploadId add(long number) {
    UploadId id = new UploadId(new UUID(0, number));
    uploads.add(
        new UploadRow(id, A, DigestAlgorithm.SHA256, "", 0, Optional.empty()), Instant.EPOCH);
    return id;
  }
}
