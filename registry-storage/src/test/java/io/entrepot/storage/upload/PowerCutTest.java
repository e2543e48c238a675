package io.entrepot.storage.upload;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.entrepot.storage.blob.BlobLocation;
import io.entrepot.storage.blob.BlobStore;
import io.entrepot.storage.driver.PowerCutDriver;
import io.entrepot.storage.driver.PowerCutDriver.Loss;
import io.entrepot.storage.driver.StorageDriver;
import io.entrepot.storage.driver.StorageKey;
import io.entrepot.storage.driver.filesystem.Filesystem;
import io.entrepot.storage.layout.Layout;
import io.entrepot.storage.oci.Digest;
import io.entrepot.storage.oci.DigestAlgorithm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An upload in two requests and its adoption, with the power cut in place of each step in turn. */
class PowerCutTest {
  private static final byte[] CONTENT = TestBytes.of(200_000, 1);
  private static final Digest DIGEST = Digest.of(DigestAlgorithm.SHA256, CONTENT);
  private static final UploadId ID = new UploadId(new UUID(3, 3));
  private static final int MORE_STEPS_THAN_THERE_ARE = 100;

  // Only those that the test uses: it makes many stores.
  private static final List<StorageKey> DIRECTORIES =
      List.of(Layout.UPLOADS, Layout.BLOBS.resolve("sha256").resolve(DIGEST.hex().substring(0, 2)));

  @TempDir private Path directory;
  private int stores;

  /** What a row would hold: set once the store has said so. */
  private static final class Row {
    long durable;
    Optional<BlobLocation.Stored> location = Optional.empty();
  }

  private StorageDriver fresh() throws IOException {
    stores++;
    return Filesystem.open(directory.resolve("store" + stores), DIRECTORIES);
  }

  private static void push(UploadStore store, Row row) throws IOException {
    int[] ends = {20, 120_000};
    for (int end : ends) {
      try (UploadSession session = acquire(store, row)) {
        session.append(
            TestBytes.source(CONTENT, (int) row.durable, end), bytes -> row.durable = bytes);
        row.durable = session.sync();
      }
    }
    finish(store, row);
  }

  private static void finish(UploadStore store, Row row) throws IOException {
    try (UploadSession session = acquire(store, row)) {
      assertEquals(row.durable, session.received());
      session.append(
          TestBytes.source(CONTENT, (int) row.durable, CONTENT.length),
          bytes -> row.durable = bytes);
      row.location =
          Optional.of(adopt(store.blobs(), (FinishedUpload.OnDisk) session.finish(DIGEST)));
    }
    store.sessions().forget(ID);
  }

  /** As the registry does: a link of an earlier attempt that no row names is made anew. */
  private static BlobLocation.Stored adopt(BlobStore blobs, FinishedUpload.OnDisk finished) {
    try {
      return blobs.adopt(finished);
    } catch (UncheckedIOException e) {
      assertInstanceOf(FileAlreadyExistsException.class, e.getCause());
      blobs.remove(DIGEST, BlobStore.location(ID));
      return blobs.adopt(finished);
    }
  }

  private static UploadSession acquire(UploadStore store, Row row) {
    return store.sessions().acquire(ID, DigestAlgorithm.SHA256, row.durable);
  }

  @ParameterizedTest
  @EnumSource
  void whatWasAcknowledgedSurvivesACutAtEachStep(Loss loss) throws IOException {
    int step = 1;
    while (cutAt(step, loss)) {
      step++;
      assertTrue(step < MORE_STEPS_THAN_THERE_ARE);
    }
    assertTrue(step > 8, () -> "the push had too few steps for this test to mean anything");
  }

  /** Pushes with a cut at this step, restarts, checks; false when the push has fewer steps. */
  private boolean cutAt(int step, Loss loss) throws IOException {
    PowerCutDriver driver = new PowerCutDriver(fresh());
    driver.cutAtStep(step);
    Row row = new Row();
    boolean cut = false;
    try (UploadStore store = new UploadStore(driver)) {
      push(store, row);
    } catch (PowerCutDriver.PowerCut e) {
      cut = true;
    }
    StorageDriver after = fresh();
    driver.survivors(after, loss);
    try (UploadStore store = new UploadStore(after)) {
      check(store, row);
    }
    return cut;
  }

  private static void check(UploadStore store, Row row) throws IOException {
    if (row.location.isEmpty()) {
      finish(store, row);
    }
    assertArrayEquals(
        CONTENT,
        TestBytes.read(store.blobs().open(DIGEST, row.location.orElseThrow(), CONTENT.length)));
  }

  @Test
  void aLongTransferIsResumedFromItsLastCheckpoint() throws IOException {
    byte[] batch = TestBytes.of(4 * 1024 * 1024, 2);
    PowerCutDriver driver = new PowerCutDriver(fresh());
    Row row = new Row();
    try (UploadStore store = new UploadStore(driver);
        UploadSession session = acquire(store, row)) {
      session.append(
          sink -> {
            for (int i = 0; i < 20; i++) {
              TestBytes.source(batch).drainTo(sink);
            }
          },
          bytes -> row.durable = bytes);
    }
    assertTrue(row.durable >= WriteBack.INTERVAL);
    StorageDriver after = fresh();
    driver.survivors(after, Loss.ALL);
    try (UploadStore store = new UploadStore(after);
        UploadSession session = acquire(store, row)) {
      assertEquals(row.durable, session.received());
    }
  }
}
