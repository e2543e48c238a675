package io.entrepot.storage.registry;

import static io.entrepot.storage.registry.LayersTest.assertFailure;
import static io.entrepot.storage.registry.StoreFixture.broken;
import static io.entrepot.storage.registry.StoreFixture.bytes;
import static io.entrepot.storage.registry.StoreFixture.repository;
import static io.entrepot.storage.registry.StoreFixture.sha256;
import static io.entrepot.storage.registry.StoreFixture.source;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.entrepot.storage.failure.StorageFailure;
import io.entrepot.storage.oci.Digest;
import io.entrepot.storage.oci.DigestAlgorithm;
import io.entrepot.storage.oci.RepositoryKey;
import io.entrepot.storage.upload.ByteSource;
import io.entrepot.storage.upload.UploadId;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.OptionalLong;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
final class UploadsTest {
  private static final RepositoryKey A = repository("a");
  private static final RepositoryKey B = repository("b");
  private static final int LIMIT = 3;
  private static final Duration EXPIRY = Duration.ofDays(2);

  @TempDir Path directory;

  private StoreFixture store;

  @BeforeEach
  void open() {
    store = new StoreFixture(directory, StorageSettings.defaults().withUploads(LIMIT, EXPIRY));
  }

  @AfterEach
  void close() {
    store.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 1_000, 32 * 1024, 32 * 1024 + 1, 500_000})
  void an_upload_in_chunks_becomes_the_blob_also_across_restarts(int chunk) {
    byte[] content = bytes(1, 3 * chunk);
    UploadId upload = start(A);
    for (int i = 0; i < 2; i++) {
      byte[] part = Arrays.copyOfRange(content, i * chunk, (i + 1) * chunk);
      assertEquals(
          new UploadStatus(upload, (i + 1L) * chunk),
          store.layers().append(A, upload, OptionalLong.of((long) i * chunk), source(part)));
      store.restart(StorageSettings.defaults().withUploads(LIMIT, EXPIRY));
      assertEquals(
          new UploadStatus(upload, (i + 1L) * chunk), store.layers().uploadStatus(A, upload));
    }
    byte[] last = Arrays.copyOfRange(content, 2 * chunk, 3 * chunk);
    complete(upload, OptionalLong.of(2L * chunk), source(last), sha256(content));
    assertArrayEquals(content, store.pull(A, sha256(content)));
    assertUnknown(upload);
  }

  @ParameterizedTest
  @ValueSource(ints = {10, 100_000})
  void a_chunk_out_of_order_is_refused_and_told_where_the_upload_stands(int size) {
    UploadId upload = start(A);
    append(upload, bytes(1, size));
    for (long from : new long[] {0, size - 1, size + 1}) {
      assertFailure(
          new StorageFailure.UploadOutOfOrder(upload.toString(), size),
          () -> store.layers().append(A, upload, OptionalLong.of(from), source(bytes(2, 5))));
      assertFailure(
          new StorageFailure.UploadOutOfOrder(upload.toString(), size),
          () ->
              complete(upload, OptionalLong.of(from), ByteSource.empty(), sha256(bytes(1, size))));
    }
    complete(upload, OptionalLong.of(size), ByteSource.empty(), sha256(bytes(1, size)));
  }

  @ParameterizedTest
  @ValueSource(ints = {10, 100_000})
  void what_came_before_the_client_went_away_is_kept(int size) {
    byte[] content = bytes(1, size * 2);
    UploadId upload = start(A);
    assertThrows(
        UncheckedIOException.class,
        () ->
            store
                .layers()
                .append(A, upload, OptionalLong.empty(), broken(Arrays.copyOf(content, size))));
    assertEquals(new UploadStatus(upload, size), store.layers().uploadStatus(A, upload));
    store.restart(StorageSettings.defaults().withUploads(LIMIT, EXPIRY));
    assertEquals(new UploadStatus(upload, size), store.layers().uploadStatus(A, upload));
    complete(
        upload,
        OptionalLong.of(size),
        source(Arrays.copyOfRange(content, size, size * 2)),
        sha256(content));
    assertArrayEquals(content, store.pull(A, sha256(content)));
  }

  @ParameterizedTest
  @ValueSource(ints = {10, 100_000})
  void a_wrong_digest_ends_the_upload_and_leaves_nothing(int size) {
    byte[] content = bytes(1, size);
    UploadId upload = start(A);
    append(upload, content);
    Digest wrong = sha256(bytes(2, 1));
    assertFailure(
        new StorageFailure.DigestMismatch(wrong, sha256(content)),
        () -> complete(upload, OptionalLong.empty(), ByteSource.empty(), wrong));
    assertUnknown(upload);
    assertFailure(
        new StorageFailure.RepositoryUnknown(A), () -> store.layers().stat(A, sha256(content)));
  }

  @ParameterizedTest
  @ValueSource(ints = {10, 100_000})
  void an_upload_may_end_in_another_algorithm_than_it_began(int size) {
    byte[] content = bytes(1, size);
    UploadId upload = start(A);
    append(upload, content);
    Digest digest = Digest.of(DigestAlgorithm.SHA512, content);
    complete(upload, OptionalLong.empty(), ByteSource.empty(), digest);
    assertArrayEquals(content, store.pull(A, digest));
  }

  @Test
  void an_upload_belongs_to_its_repository() {
    UploadId upload = start(A);
    start(B);
    assertFailure(
        new StorageFailure.UploadUnknown(upload.toString()),
        () -> store.layers().uploadStatus(B, upload));
    assertFailure(
        new StorageFailure.UploadUnknown(upload.toString()),
        () -> store.layers().append(B, upload, OptionalLong.empty(), source(bytes(1, 1))));
    assertFailure(
        new StorageFailure.UploadUnknown(upload.toString()),
        () -> store.layers().cancelUpload(B, upload));
  }

  @Test
  void an_upload_that_never_was_is_unknown() {
    start(A);
    assertUnknown(new UploadId(new UUID(1, 2)));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 10, 100_000})
  void a_cancelled_upload_is_gone(int size) {
    UploadId upload = start(A);
    append(upload, bytes(1, size));
    store.layers().cancelUpload(A, upload);
    assertUnknown(upload);
  }

  @Test
  void a_repository_has_a_limited_number_of_uploads() {
    for (int i = 1; i < LIMIT; i++) {
      start(A);
    }
    UploadId last = start(A);
    assertFailure(new StorageFailure.TooManyUploads(LIMIT), () -> start(A));
    start(B);
    store.layers().cancelUpload(A, last);
    start(A);
  }

  @Test
  void uploads_without_a_byte_outlive_a_restart_and_count_as_before() {
    UploadId upload = start(A);
    for (int i = 1; i < LIMIT; i++) {
      start(A);
    }
    store.restart();
    assertEquals(new UploadStatus(upload, 0), store.layers().uploadStatus(A, upload));
    assertFailure(new StorageFailure.TooManyUploads(LIMIT), () -> start(A));
    store.layers().cancelUpload(A, upload);
    start(A);
    assertFailure(new StorageFailure.TooManyUploads(LIMIT), () -> start(A));
  }

  @Test
  void of_uploads_with_and_without_a_byte_there_are_no_more_than_the_limit() {
    append(start(A), bytes(1, 10));
    append(start(A), bytes(1, 100_000));
    UploadId last = start(A);
    assertFailure(new StorageFailure.TooManyUploads(LIMIT), () -> start(A));
    complete(last, OptionalLong.empty(), source(bytes(2, 10)), sha256(bytes(2, 10)));
    start(A);
    assertFailure(new StorageFailure.TooManyUploads(LIMIT), () -> start(A));
  }

  @Test
  void an_upload_whose_only_request_broke_off_keeps_what_came() {
    UploadId upload = start(A);
    Digest wrongName = sha256(bytes(1, 1));
    assertThrows(
        UncheckedIOException.class,
        () ->
            store
                .layers()
                .completeUpload(A, upload, OptionalLong.empty(), broken(bytes(2, 10)), wrongName));
    assertEquals(new UploadStatus(upload, 10), store.layers().uploadStatus(A, upload));
    complete(upload, OptionalLong.of(10), ByteSource.empty(), sha256(bytes(2, 10)));
  }

  @Test
  void an_upload_without_a_byte_that_was_cancelled_while_it_was_ended_is_gone() {
    UploadId upload = start(A);
    assertFailure(
        new StorageFailure.UploadUnknown(upload.toString()),
        () ->
            store
                .layers()
                .completeUpload(
                    A,
                    upload,
                    OptionalLong.empty(),
                    sink -> store.layers().cancelUpload(A, upload),
                    sha256(bytes(1, 0))));
    assertUnknown(upload);
  }

  @Test
  void a_second_request_on_an_upload_is_told_that_it_is_busy() {
    UploadId upload = start(A);
    store
        .layers()
        .append(
            A,
            upload,
            OptionalLong.empty(),
            sink ->
                assertFailure(
                    new StorageFailure.UploadBusy(upload.toString()),
                    () -> append(upload, bytes(1, 1))));
    append(upload, bytes(1, 1));
  }

  @Test
  void an_upload_that_was_cancelled_while_it_was_written_to_does_not_come_back() {
    UploadId upload = start(A);
    assertFailure(
        new StorageFailure.UploadUnknown(upload.toString()),
        () ->
            store
                .layers()
                .append(
                    A,
                    upload,
                    OptionalLong.empty(),
                    sink -> store.layers().cancelUpload(A, upload)));
    assertUnknown(upload);
  }

  @Test
  void uploads_that_nobody_touched_for_long_go_away_and_others_stay() {
    UploadId idle = start(A);
    UploadId idleWithFile = start(A);
    append(idleWithFile, bytes(1, 100_000));
    store.pass(EXPIRY);
    UploadId young = start(A);
    assertEquals(0, store.store().expireUploads(store.now()));
    store.pass(Duration.ofMillis(1));
    assertEquals(2, store.store().expireUploads(store.now()));
    assertUnknown(idle);
    assertUnknown(idleWithFile);
    assertEquals(new UploadStatus(young, 0), store.layers().uploadStatus(A, young));
    assertEquals(0, store.store().expireUploads(store.now()));
  }

  @Test
  void a_touched_upload_does_not_expire() {
    UploadId upload = start(A);
    store.pass(EXPIRY);
    append(upload, bytes(1, 10));
    store.pass(EXPIRY);
    assertEquals(0, store.store().expireUploads(store.now()));
  }

  @Test
  void an_empty_source_leaves_the_upload_where_it_stands() {
    UploadId upload = start(A);
    assertEquals(
        new UploadStatus(upload, 0),
        store.layers().append(A, upload, OptionalLong.of(0), ByteSource.empty()));
  }

  private UploadId start(RepositoryKey repository) {
    return store.layers().startUpload(repository, DigestAlgorithm.SHA256).id();
  }

  private void append(UploadId upload, byte[] content) {
    store.layers().append(A, upload, OptionalLong.empty(), source(content));
  }

  private void complete(UploadId upload, OptionalLong from, ByteSource rest, Digest digest) {
    assertEquals(digest, store.layers().completeUpload(A, upload, from, rest, digest).digest());
  }

  private void assertUnknown(UploadId upload) {
    StorageFailure unknown = new StorageFailure.UploadUnknown(upload.toString());
    assertFailure(unknown, () -> store.layers().uploadStatus(A, upload));
    assertFailure(unknown, () -> append(upload, bytes(1, 1)));
    assertFailure(
        unknown,
        () -> complete(upload, OptionalLong.empty(), ByteSource.empty(), sha256(bytes(1, 1))));
    assertFailure(unknown, () -> store.layers().cancelUpload(A, upload));
  }
}
