package io.entrepot.storage.upload;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.entrepot.storage.blob.BlobLocation;
import io.entrepot.storage.driver.FaultyDriver;
import io.entrepot.storage.driver.StoppingDriver;
import io.entrepot.storage.driver.filesystem.Filesystem;
import io.entrepot.storage.failure.StorageException;
import io.entrepot.storage.failure.StorageFailure;
import io.entrepot.storage.layout.Layout;
import io.entrepot.storage.oci.Digest;
import io.entrepot.storage.oci.DigestAlgorithm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/** Full disks and failing ones. */
class UploadFaultsTest {
  private static final Checkpoint IGNORED = bytes -> {};
  private static final byte[] CONTENT = TestBytes.of(500_000, 1);
  private static final Digest DIGEST = Digest.of(DigestAlgorithm.SHA256, CONTENT);

  @TempDir private Path root;
  private FaultyDriver faulty;
  private UploadStore store;
  private final UploadId id = new UploadId(new UUID(9, 9));

  @BeforeEach
  void start() throws IOException {
    faulty = new FaultyDriver(Filesystem.open(root, Layout.directories()));
    store = new UploadStore(new StoppingDriver(faulty));
  }

  @AfterEach
  void stop() throws IOException {
    store.close();
  }

  private UploadSession acquire(long durable) {
    return store.sessions().acquire(id, DigestAlgorithm.SHA256, durable);
  }

  private static void assertFails(Class<? extends StorageFailure> failure, Executable action) {
    assertInstanceOf(failure, assertThrows(StorageException.class, action).failure());
  }

  private void finishFrom(long durable) throws IOException {
    BlobLocation.Stored location;
    try (UploadSession session = acquire(durable)) {
      assertEquals(durable, session.received());
      session.append(TestBytes.source(CONTENT, (int) durable, CONTENT.length), IGNORED);
      location = store.blobs().adopt((FinishedUpload.OnDisk) session.finish(DIGEST));
    }
    assertArrayEquals(
        CONTENT, TestBytes.read(store.blobs().open(DIGEST, location, CONTENT.length)));
  }

  @Test
  void aFullDiskKeepsWhatWasDurableAndTheUploadGoesOnWhenThereIsRoom() throws IOException {
    try (UploadSession session = acquire(0)) {
      session.append(TestBytes.source(CONTENT, 0, 100_000), IGNORED);
      session.sync();
    }
    faulty.setRoom(50_000);
    try (UploadSession session = acquire(100_000)) {
      ByteSource rest = TestBytes.source(CONTENT, 100_000, CONTENT.length);
      assertFails(StorageFailure.OutOfSpace.class, () -> session.append(rest, IGNORED));
      assertThrows(UncheckedIOException.class, session::sync);
      assertThrows(UncheckedIOException.class, () -> session.finish(DIGEST));
    }
    faulty.setRoom(CONTENT.length);
    finishFrom(100_000);
  }

  @Test
  void aFullDiskAtTheFirstByteLeavesAnUploadThatStartsAnew() throws IOException {
    faulty.setRoom(0);
    try (UploadSession session = acquire(0)) {
      ByteSource all = TestBytes.source(CONTENT);
      assertFails(StorageFailure.OutOfSpace.class, () -> session.append(all, IGNORED));
    }
    faulty.setRoom(CONTENT.length);
    finishFrom(0);
  }

  @Test
  void aFailedForceIsNotForgivenWhenTheNextWouldSucceed() throws IOException {
    try (UploadSession session = acquire(0)) {
      session.append(TestBytes.source(CONTENT), IGNORED);
      faulty.failNextForce();
      assertFails(StorageFailure.WritesStopped.class, session::sync);
      assertThrows(UncheckedIOException.class, session::sync);
    }
    try (UploadSession session = acquire(0)) {
      ByteSource all = TestBytes.source(CONTENT);
      assertFails(StorageFailure.WritesStopped.class, () -> session.append(all, IGNORED));
    }
  }

  @Test
  void aBlobWhoseForceFailsIsNotAdopted() throws IOException {
    try (UploadSession session = acquire(0)) {
      session.append(TestBytes.source(CONTENT), IGNORED);
      var upload = (FinishedUpload.OnDisk) session.finish(DIGEST);
      faulty.failNextForce();
      assertFails(StorageFailure.WritesStopped.class, () -> store.blobs().adopt(upload));
      assertThrows(UncheckedIOException.class, () -> store.blobs().adopt(upload));
    }
    store.blobs().list(blob -> assertEquals("nothing", blob.toString()));
  }
}
