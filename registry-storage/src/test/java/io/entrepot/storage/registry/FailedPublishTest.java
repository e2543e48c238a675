package io.entrepot.storage.registry;

import static io.entrepot.storage.registry.LayersTest.assertFailure;
import static io.entrepot.storage.registry.StoreFixture.bytes;
import static io.entrepot.storage.registry.StoreFixture.repository;
import static io.entrepot.storage.registry.StoreFixture.sha256;
import static io.entrepot.storage.registry.StoreFixture.source;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.entrepot.storage.driver.filesystem.Filesystem;
import io.entrepot.storage.failure.StorageFailure;
import io.entrepot.storage.layout.Layout;
import io.entrepot.storage.metadata.SqliteDatabase;
import io.entrepot.storage.metadata.StoreInvariants;
import io.entrepot.storage.oci.Digest;
import io.entrepot.storage.oci.DigestAlgorithm;
import io.entrepot.storage.oci.RepositoryKey;
import io.entrepot.storage.upload.ByteSource;
import io.entrepot.storage.upload.UploadId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Blobs whose file got its content address and whose transaction failed. */
@Timeout(60)
final class FailedPublishTest {
  private static final RepositoryKey A = repository("a");
  private static final byte[] CONTENT = bytes(1, 100_000);
  private static final Digest DIGEST = sha256(CONTENT);

  @TempDir Path directory;

  private volatile boolean full;
  private volatile Runnable meanwhile = () -> {};
  private final AtomicReference<Runnable> afterNextRead = new AtomicReference<>(() -> {});
  private RegistryStore store;

  @BeforeEach
  void open() throws IOException {
    store =
        RegistryStore.open(
            Filesystem.open(directory, Layout.directories()),
            new WatchedDatabase(
                SqliteDatabase.open(directory.resolve("metadata.db"), 1),
                this::refuseWhenFull,
                () -> afterNextRead.getAndSet(() -> {}).run()),
            StorageSettings.defaults(),
            () -> Instant.EPOCH);
  }

  private void refuseWhenFull() {
    if (full) {
      meanwhile.run();
      throw new StorageFailure.OutOfSpace().exception();
    }
  }

  @AfterEach
  void close() throws IOException {
    assertEquals(List.of(), StoreInvariants.violations(store.database(), store.blobs()));
    assertEquals(List.of(), StoreInvariants.orphanedFiles(store.database(), store.blobs()));
    try (var uploads = Files.list(directory.resolve("uploads"))) {
      assertEquals(List.of(), uploads.toList());
    }
    store.close();
  }

  @Test
  void an_upload_whose_transaction_found_the_disk_full_can_be_completed_later() {
    UploadId upload = uploaded();
    full = true;
    assertFailure(new StorageFailure.OutOfSpace(), () -> complete(upload, ByteSource.empty()));
    full = false;
    assertEquals(CONTENT.length, store.layers().uploadStatus(A, upload).received());
    complete(upload, ByteSource.empty());
  }

  @Test
  void an_upload_that_came_at_once_can_be_sent_again_when_there_is_room() {
    UploadId upload = start();
    full = true;
    assertFailure(new StorageFailure.OutOfSpace(), () -> complete(upload, source(CONTENT)));
    full = false;
    complete(upload, source(CONTENT));
  }

  @Test
  void a_small_blob_leaves_no_file_of_an_earlier_attempt() {
    UploadId upload = start();
    full = true;
    assertFailure(new StorageFailure.OutOfSpace(), () -> complete(upload, source(CONTENT)));
    full = false;
    completeSmall(upload);
  }

  @Test
  void a_small_blob_leaves_no_file_that_a_crash_left() throws IOException {
    UploadId upload = start();
    Files.write(directory.resolve(Layout.upload(upload.value()).value()), CONTENT);
    store.close();
    open();
    completeSmall(upload);
  }

  @Test
  void an_upload_that_was_cancelled_while_its_transaction_failed_leaves_nothing() {
    UploadId upload = uploaded();
    meanwhile =
        () -> {
          full = false;
          store.layers().cancelUpload(A, upload);
        };
    full = true;
    assertFailure(new StorageFailure.OutOfSpace(), () -> complete(upload, ByteSource.empty()));
  }

  @Test
  void an_upload_that_is_cancelled_before_its_file_is_published_leaves_nothing() {
    UploadId upload = uploaded();
    Runnable cancel = () -> store.layers().cancelUpload(A, upload);
    // The first read finds the upload's row, the second looks for a blob of the same content.
    afterNextRead.set(() -> afterNextRead.set(cancel));
    assertFailure(
        new StorageFailure.UploadUnknown(upload.toString()),
        () -> complete(upload, ByteSource.empty()));
  }

  private UploadId start() {
    return store.layers().startUpload(A, DigestAlgorithm.SHA256).id();
  }

  private UploadId uploaded() {
    UploadId upload = start();
    store.layers().append(A, upload, OptionalLong.empty(), source(CONTENT));
    return upload;
  }

  private void completeSmall(UploadId upload) {
    byte[] small = bytes(2, 10);
    store.layers().completeUpload(A, upload, OptionalLong.empty(), source(small), sha256(small));
  }

  private void complete(UploadId upload, ByteSource rest) {
    assertEquals(
        DIGEST,
        store.layers().completeUpload(A, upload, OptionalLong.empty(), rest, DIGEST).digest());
  }
}
