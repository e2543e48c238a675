package io.entrepot.storage.upload;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.entrepot.storage.blob.BlobLocation;
import io.entrepot.storage.driver.StoredObject;
import io.entrepot.storage.driver.filesystem.Filesystem;
import io.entrepot.storage.failure.StorageException;
import io.entrepot.storage.failure.StorageFailure;
import io.entrepot.storage.layout.Layout;
import io.entrepot.storage.oci.Digest;
import io.entrepot.storage.oci.DigestAlgorithm;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class UploadSessionsTest {
  private static final Checkpoint IGNORED = bytes -> {};
  private static final DigestAlgorithm SHA256 = DigestAlgorithm.SHA256;

  @TempDir private Path root;
  private UploadStore store;
  private final UploadId id = new UploadId(new UUID(7, 7));

  @BeforeEach
  void start() throws IOException {
    store = new UploadStore(Filesystem.open(root, Layout.directories()));
  }

  @AfterEach
  void stop() throws IOException {
    store.close();
  }

  private void restart() throws IOException {
    stop();
    start();
  }

  private UploadSession acquire(long durable) {
    return store.sessions().acquire(id, SHA256, durable);
  }

  private List<StoredObject> files() throws IOException {
    List<StoredObject> files = new ArrayList<>();
    store.driver().list(Layout.UPLOADS, files::add);
    store.driver().list(Layout.BLOBS, files::add);
    return files;
  }

  private static StorageFailure failureOf(Runnable action) {
    return assertThrows(StorageException.class, action::run).failure();
  }

  @ParameterizedTest
  @EnumSource
  void aLargeUploadIsReadBackFromItsContentAddress(DigestAlgorithm algorithm) throws IOException {
    byte[] content = TestBytes.of(3_000_001, 1);
    Digest digest = Digest.of(algorithm, content);
    BlobLocation.Stored location;
    try (UploadSession session = store.sessions().acquire(id, algorithm, 0)) {
      session.append(TestBytes.source(content), IGNORED);
      assertEquals(content.length, session.received());
      location = store.blobs().adopt((FinishedUpload.OnDisk) session.finish(digest));
    }
    restart();
    assertArrayEquals(
        content, TestBytes.read(store.blobs().open(digest, location, content.length)));
    store.sessions().forget(id);
    assertEquals(1, files().size());
    assertArrayEquals(
        content, TestBytes.read(store.blobs().open(digest, location, content.length)));
  }

  @Test
  void uploadsThatHaveEndedAreForgottenAFewAtATime() throws IOException {
    for (int i = 0; i < 5; i++) {
      try (UploadSession session =
          store.sessions().acquire(new UploadId(new UUID(1, i)), SHA256, 0)) {
        session.append(TestBytes.source(new byte[] {1}), IGNORED);
        session.sync();
      }
    }
    assertEquals(
        0, store.sessions().forgetAll(10, upload -> upload.value().getMostSignificantBits() != 1));
    assertEquals(3, store.sessions().forgetAll(3, upload -> true));
    assertEquals(2, files().size());
    assertEquals(2, store.sessions().forgetAll(3, upload -> true));
    assertEquals(List.of(), files());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 1024, UploadSession.INLINE_LIMIT})
  void aSmallUploadMakesNoFile(int size) throws IOException {
    byte[] content = TestBytes.of(size, 2);
    try (UploadSession session = acquire(0)) {
      session.append(TestBytes.source(content), IGNORED);
      assertArrayEquals(content, session.inMemory().orElseThrow());
      var inline =
          assertInstanceOf(FinishedUpload.Inline.class, session.finish(Digest.of(SHA256, content)));
      assertArrayEquals(content, inline.content());
    }
    assertEquals(List.of(), files());
  }

  @Test
  void aByteMoreThanTheInlineLimitMakesAFile() throws IOException {
    byte[] content = TestBytes.of(UploadSession.INLINE_LIMIT + 1, 3);
    try (UploadSession session = acquire(0)) {
      session.append(TestBytes.source(content), IGNORED);
      assertEquals(Optional.empty(), session.inMemory());
      assertInstanceOf(FinishedUpload.OnDisk.class, session.finish(Digest.of(SHA256, content)));
    }
  }

  @ParameterizedTest
  @CsvSource({"10,40", "100000,200000", "10,200000", "0,40"})
  void anUploadResumesFromItsFileAfterARestart(int first, int size) throws IOException {
    byte[] content = TestBytes.of(size, 4);
    Digest digest = Digest.of(SHA256, content);
    long durable;
    try (UploadSession session = acquire(0)) {
      session.append(TestBytes.source(content, 0, first), IGNORED);
      durable = session.sync();
      assertEquals(first, durable);
    }
    restart();
    BlobLocation.Stored location;
    try (UploadSession session = acquire(durable)) {
      assertEquals(first, session.received());
      session.append(TestBytes.source(content, first, size), IGNORED);
      session.sync();
      location = store.blobs().adopt((FinishedUpload.OnDisk) session.finish(digest));
    }
    assertArrayEquals(content, TestBytes.read(store.blobs().open(digest, location, size)));
  }

  @Test
  void whatWasNotSaidToBeDurableIsCutOffOnResumption() throws IOException {
    byte[] content = TestBytes.of(300_000, 5);
    try (UploadSession session = acquire(0)) {
      session.append(TestBytes.source(content, 0, 200_000), IGNORED);
      session.sync();
      session.append(TestBytes.source(content, 0, 70_000), IGNORED);
    }
    try (UploadSession session = acquire(200_000)) {
      assertEquals(200_000, session.received());
      session.append(TestBytes.source(content, 200_000, 300_000), IGNORED);
      assertEquals(300_000, session.finish(Digest.of(SHA256, content)).size());
    }
  }

  @Test
  void aBrokenSourceLeavesWhatCame() throws IOException {
    byte[] content = TestBytes.of(100_000, 6);
    try (UploadSession session = acquire(0)) {
      ByteSource broken = TestBytes.broken(content, 0, 60_000);
      assertThrows(IOException.class, () -> session.append(broken, IGNORED));
      assertEquals(60_000, session.sync());
    }
    try (UploadSession session = acquire(60_000)) {
      session.append(TestBytes.source(content, 60_000, 100_000), IGNORED);
      assertEquals(Digest.of(SHA256, content), session.finish(Digest.of(SHA256, content)).digest());
    }
  }

  @Test
  void fewBytesThatTheCallerKeepsAreGivenBack() throws IOException {
    byte[] content = TestBytes.of(50_000, 7);
    byte[] kept;
    try (UploadSession session = acquire(0)) {
      session.append(TestBytes.source(content, 0, 20_000), IGNORED);
      kept = session.inMemory().orElseThrow();
    }
    assertEquals(List.of(), files());
    try (UploadSession session = store.sessions().acquire(id, SHA256, kept)) {
      assertEquals(20_000, session.received());
      session.append(TestBytes.source(content, 20_000, 50_000), IGNORED);
      assertEquals(50_000, session.sync());
      assertInstanceOf(FinishedUpload.OnDisk.class, session.finish(Digest.of(SHA256, content)));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {100, 100_000})
  void theOtherAlgorithmIsComputedFromTheBytes(int size) throws IOException {
    byte[] content = TestBytes.of(size, 8);
    Digest digest = Digest.of(DigestAlgorithm.SHA512, content);
    try (UploadSession session = acquire(0)) {
      session.append(TestBytes.source(content), IGNORED);
      assertEquals(digest, session.finish(digest).digest());
    }
  }

  @ParameterizedTest
  @CsvSource({"100,SHA256", "100000,SHA256", "100,SHA512", "100000,SHA512"})
  void anotherDigestIsRefused(int size, DigestAlgorithm algorithm) throws IOException {
    byte[] content = TestBytes.of(size, 9);
    Digest expected = Digest.of(algorithm, new byte[0]);
    try (UploadSession session = acquire(0)) {
      session.append(TestBytes.source(content), IGNORED);
      assertEquals(
          new StorageFailure.DigestMismatch(expected, Digest.of(algorithm, content)),
          failureOf(() -> session.finish(expected)));
    }
    store.sessions().forget(id);
    assertEquals(List.of(), files());
  }

  @Test
  void anUploadHasOneHolderAtATime() {
    try (UploadSession session = acquire(0)) {
      assertEquals(0, session.received());
      assertInstanceOf(StorageFailure.UploadBusy.class, failureOf(() -> acquire(0)));
    }
    acquire(0).close();
  }

  @Test
  void anUploadWithoutItsFileIsUnknownAndNotHeld() {
    assertInstanceOf(StorageFailure.UploadUnknown.class, failureOf(() -> acquire(5)));
    acquire(0).close();
  }

  @Test
  void anUploadWhoseFileIsShortIsUnknown() throws IOException {
    try (UploadSession session = acquire(0)) {
      session.append(TestBytes.source(TestBytes.of(100, 10)), IGNORED);
      session.sync();
    }
    restart();
    assertInstanceOf(StorageFailure.UploadUnknown.class, failureOf(() -> acquire(101)));
    try (UploadSession session = acquire(100)) {
      assertEquals(100, session.received());
    }
  }

  @Test
  void aForgottenUploadFailsItsHolderAndLeavesNoFile() throws IOException {
    byte[] content = TestBytes.of(100_000, 11);
    try (UploadSession session = acquire(0)) {
      session.append(TestBytes.source(content), IGNORED);
      store.sessions().forget(id);
      assertInstanceOf(
          StorageFailure.UploadUnknown.class,
          assertThrows(
                  StorageException.class, () -> session.append(TestBytes.source(content), IGNORED))
              .failure());
      assertInstanceOf(StorageFailure.UploadUnknown.class, failureOf(session::sync));
    }
    store.sessions().forget(id);
    assertEquals(List.of(), files());
  }

  @Test
  void anIdleUploadIsClosedAfterAWhileAndResumedFromItsFile() throws IOException {
    byte[] content = TestBytes.of(100_000, 12);
    try (UploadSession session = acquire(0)) {
      session.append(TestBytes.source(content, 0, 50_000), IGNORED);
      session.sync();
    }
    assertEquals(1, store.sessions().idle());
    store.advance(IdleUploads.MAX_IDLE);
    store.sessions().closeExpired();
    assertEquals(0, store.sessions().idle());
    try (UploadSession session = acquire(50_000)) {
      session.append(TestBytes.source(content, 50_000, 100_000), IGNORED);
      assertEquals(100_000, session.finish(Digest.of(SHA256, content)).size());
    }
  }

  @Test
  void noMoreIdleUploadsAreKeptOpenThanTheLimit() throws IOException {
    for (int i = 0; i <= IdleUploads.MAX_OPEN; i++) {
      try (UploadSession session =
          store.sessions().acquire(new UploadId(new UUID(1, i)), SHA256, 0)) {
        session.append(TestBytes.source(new byte[] {1}), IGNORED);
        session.sync();
      }
    }
    assertEquals(IdleUploads.MAX_OPEN, store.sessions().idle());
    assertEquals(IdleUploads.MAX_OPEN + 1, files().size());
  }

  @Test
  void aLongTransferIsMadeDurableWhileItRuns() throws IOException {
    byte[] batch = TestBytes.of(1024 * 1024, 13);
    AtomicLong durable = new AtomicLong();
    List<Long> told = new ArrayList<>();
    try (UploadSession session = acquire(0)) {
      session.append(
          sink -> {
            for (int i = 0; i < 100; i++) {
              TestBytes.source(batch).drainTo(sink);
            }
          },
          bytes -> {
            assertTrue(bytes > durable.getAndSet(bytes));
            told.add(bytes);
          });
      assertTrue(told.getFirst() >= WriteBack.INTERVAL, told.toString());
    }
    restart();
    try (UploadSession session = acquire(durable.get())) {
      assertEquals(durable.get(), session.received());
    }
  }

  @Test
  void aCheckpointThatFailsEndsTheTransfer() {
    byte[] batch = TestBytes.of(1024 * 1024, 14);
    try (UploadSession session = acquire(0)) {
      ByteSource source =
          sink -> {
            for (int i = 0; i < 40; i++) {
              TestBytes.source(batch).drainTo(sink);
            }
          };
      Checkpoint failing =
          bytes -> {
            throw new StorageFailure.WritesStopped().exception();
          };
      StorageException met =
          assertThrows(StorageException.class, () -> session.append(source, failing));
      assertInstanceOf(StorageFailure.WritesStopped.class, met.failure());
    }
  }
}
