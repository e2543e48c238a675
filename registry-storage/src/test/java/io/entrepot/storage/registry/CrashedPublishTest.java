package io.entrepot.storage.registry;

import static io.entrepot.storage.registry.LayersTest.assertFailure;
import static io.entrepot.storage.registry.StoreFixture.bytes;
import static io.entrepot.storage.registry.StoreFixture.repository;
import static io.entrepot.storage.registry.StoreFixture.sha256;
import static io.entrepot.storage.registry.StoreFixture.source;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.entrepot.storage.driver.filesystem.Filesystem;
import io.entrepot.storage.failure.StorageFailure;
import io.entrepot.storage.layout.Layout;
import io.entrepot.storage.metadata.SqliteDatabase;
import io.entrepot.storage.oci.Digest;
import io.entrepot.storage.oci.DigestAlgorithm;
import io.entrepot.storage.oci.RepositoryKey;
import io.entrepot.storage.registry.CrashingDatabase.Crash;
import io.entrepot.storage.upload.ByteSource;
import io.entrepot.storage.upload.UploadId;
import io.entrepot.storage.verify.DamagedStore;
import io.entrepot.storage.verify.FindingKind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The process ends right before or right after the commit of a blob whose file is published. */
@Timeout(60)
final class CrashedPublishTest {
  private static final RepositoryKey A = repository("a");
  private static final byte[] ALL = bytes(1, 150_000);
  private static final byte[] CONTENT = Arrays.copyOf(ALL, 100_000);
  private static final byte[] REST = Arrays.copyOfRange(ALL, CONTENT.length, ALL.length);
  private static final Digest DIGEST = sha256(CONTENT);

  @TempDir Path directory;

  private CrashingDatabase database;
  private RegistryStore store;

  @BeforeEach
  void open() throws IOException {
    database = new CrashingDatabase(SqliteDatabase.open(directory.resolve("metadata.db"), 1));
    store =
        RegistryStore.open(
            Filesystem.open(directory, Layout.directories()),
            database,
            StorageSettings.defaults(),
            () -> Instant.EPOCH);
  }

  @AfterEach
  void close() throws IOException {
    store.close();
  }

  private void restart() throws IOException {
    close();
    open();
  }

  @Test
  void an_upload_goes_on_after_a_crash_before_the_commit_with_status_and_more_bytes()
      throws IOException {
    UploadId upload = uploaded();
    crashBeforeCommit(upload, ByteSource.empty());
    assertEquals(List.of(FindingKind.BLOB_ORPHANED), findings());
    assertEquals(CONTENT.length, store.layers().uploadStatus(A, upload).received());
    OptionalLong at = OptionalLong.of(CONTENT.length);
    assertEquals(ALL.length, store.layers().append(A, upload, at, source(REST)).received());
    complete(upload, ByteSource.empty(), sha256(ALL));
    assertArrayEquals(ALL, pull(sha256(ALL)));
    assertFailure(new StorageFailure.BlobUnknown(DIGEST), () -> store.layers().stat(A, DIGEST));
    // What is left at the first digest's address has other content now, and no row names it.
    assertEquals(List.of(FindingKind.BLOB_ORPHANED), findings());
    assertTrue(new DamagedStore(directory).verify().report().isClean());
    assertPushed();
  }

  @Test
  void an_upload_can_be_completed_again_after_a_crash_before_the_commit() throws IOException {
    UploadId upload = uploaded();
    crashBeforeCommit(upload, ByteSource.empty());
    complete(upload, ByteSource.empty(), DIGEST);
    assertArrayEquals(CONTENT, pull(DIGEST));
    assertEquals(List.of(), findings());
  }

  @Test
  void a_crash_before_the_commit_may_come_again_and_again() throws IOException {
    UploadId upload = uploaded();
    crashBeforeCommit(upload, ByteSource.empty());
    crashBeforeCommit(upload, ByteSource.empty());
    complete(upload, ByteSource.empty(), DIGEST);
    assertEquals(List.of(), findings());
  }

  @Test
  void an_upload_that_came_at_once_can_be_sent_again_after_a_crash() throws IOException {
    UploadId upload = startedWithRow();
    crashBeforeCommit(upload, source(CONTENT));
    assertEquals(0, store.layers().uploadStatus(A, upload).received());
    complete(upload, source(CONTENT), DIGEST);
    assertArrayEquals(CONTENT, pull(DIGEST));
    assertEquals(List.of(), findings());
  }

  @Test
  void other_bytes_than_those_a_crash_published_are_sent_again() throws IOException {
    UploadId upload = startedWithRow();
    crashBeforeCommit(upload, source(CONTENT));
    complete(upload, source(REST), sha256(REST));
    assertArrayEquals(REST, pull(sha256(REST)));
    assertEquals(List.of(FindingKind.BLOB_ORPHANED), findings());
    assertPushed();
  }

  @Test
  void an_upload_without_a_row_makes_no_file_before_it_has_one() throws IOException {
    UploadId upload = start();
    database.crash(Crash.BEFORE_COMMIT);
    assertThrows(CrashingDatabase.Crashed.class, () -> complete(upload, source(CONTENT), DIGEST));
    assertFalse(Files.exists(file(upload)));
    database.crash(Crash.NEVER);
    complete(upload, source(CONTENT), DIGEST);
    assertArrayEquals(CONTENT, pull(DIGEST));
    assertEquals(List.of(), findings());
  }

  @Test
  void an_upload_that_is_cancelled_after_a_crash_leaves_a_name_without_a_row() throws IOException {
    UploadId upload = uploaded();
    crashBeforeCommit(upload, ByteSource.empty());
    store.layers().cancelUpload(A, upload);
    assertEquals(List.of(FindingKind.BLOB_ORPHANED), findings());
    assertPushed();
  }

  @Test
  void no_upload_is_opened_while_it_is_unknown_whether_its_commit_is_durable() throws IOException {
    UploadId upload = uploaded();
    database.crash(Crash.UNKNOWN);
    StorageFailure stopped = new StorageFailure.WritesStopped();
    assertFailure(stopped, () -> complete(upload, ByteSource.empty(), DIGEST));
    assertTrue(store.writesStopped());
    assertTrue(Files.exists(file(upload)));
    assertFailure(
        stopped, () -> store.layers().append(A, upload, OptionalLong.empty(), source(REST)));
    restart();
    assertArrayEquals(CONTENT, pull(DIGEST));
  }

  @Test
  void the_file_that_a_crash_left_of_a_finished_upload_is_removed_and_no_other()
      throws IOException {
    UploadId open = uploaded();
    UploadId finished = uploaded();
    database.crash(Crash.UNKNOWN);
    assertFailure(
        new StorageFailure.WritesStopped(), () -> complete(finished, ByteSource.empty(), DIGEST));
    restart();
    assertEquals(List.of(FindingKind.UPLOAD_ORPHANED), findings());
    assertEquals(1, store.removeLeftovers());
    assertFalse(Files.exists(file(finished)));
    assertEquals(0, store.removeLeftovers());
    assertEquals(List.of(), findings());
    assertArrayEquals(CONTENT, pull(DIGEST));
    OptionalLong at = OptionalLong.of(CONTENT.length);
    assertEquals(ALL.length, store.layers().append(A, open, at, source(REST)).received());
  }

  /** Ends the process when the file stands under both names and no row names the second. */
  private void crashBeforeCommit(UploadId upload, ByteSource rest) throws IOException {
    database.crash(Crash.BEFORE_COMMIT);
    assertThrows(CrashingDatabase.Crashed.class, () -> complete(upload, rest, DIGEST));
    Path published = directory.resolve(Layout.blob(DIGEST, upload.toString()).value());
    assertTrue(Files.isSameFile(file(upload), published));
    restart();
  }

  private Path file(UploadId upload) {
    return directory.resolve(Layout.upload(upload.value()).value());
  }

  /** The same content can be pushed, whatever stands beside it. */
  private void assertPushed() throws IOException {
    complete(start(), source(CONTENT), DIGEST);
    assertArrayEquals(CONTENT, pull(DIGEST));
  }

  private List<FindingKind> findings() throws IOException {
    return new DamagedStore(directory).verify().kinds();
  }

  private UploadId start() {
    return store.layers().startUpload(A, DigestAlgorithm.SHA256).id();
  }

  /** One whose next write is that of its commit, as when its row was made by its first bytes. */
  private UploadId startedWithRow() {
    UploadId upload = start();
    store.layers().append(A, upload, OptionalLong.empty(), ByteSource.empty());
    return upload;
  }

  private UploadId uploaded() {
    UploadId upload = start();
    store.layers().append(A, upload, OptionalLong.empty(), source(CONTENT));
    return upload;
  }

  private void complete(UploadId upload, ByteSource rest, Digest digest) {
    assertEquals(
        digest,
        store.layers().completeUpload(A, upload, OptionalLong.empty(), rest, digest).digest());
  }

  private byte[] pull(Digest digest) throws IOException {
    try (var content = (LayerContent.InFile) store.layers().open(A, digest)) {
      ByteBuffer bytes = ByteBuffer.allocate((int) content.size());
      while (bytes.hasRemaining()
          && content.channel().read(bytes, content.position() + bytes.position()) >= 0) {}
      return bytes.array();
    }
  }
}
