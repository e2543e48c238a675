package io.entrepot.storage.registry;

import static io.entrepot.storage.registry.StoreFixture.bytes;
import static io.entrepot.storage.registry.StoreFixture.repository;
import static io.entrepot.storage.registry.StoreFixture.sha256;
import static io.entrepot.storage.registry.StoreFixture.source;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.entrepot.storage.driver.filesystem.Filesystem;
import io.entrepot.storage.layout.Layout;
import io.entrepot.storage.metadata.SqliteDatabase;
import io.entrepot.storage.oci.DigestAlgorithm;
import io.entrepot.storage.oci.RepositoryKey;
import io.entrepot.storage.upload.ByteSource;
import io.entrepot.storage.upload.UploadId;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
final class ExpiryRaceTest {
  private static final RepositoryKey A = repository("a");
  private static final byte[] CONTENT = bytes(1, 100_000);

  @TempDir Path directory;

  private final AtomicReference<Runnable> afterNextRead = new AtomicReference<>(() -> {});
  private volatile Instant now = Instant.EPOCH;

  @Test
  void an_upload_that_is_touched_after_it_was_listed_as_idle_stays() throws IOException {
    try (RegistryStore store = open()) {
      UploadId upload = store.layers().startUpload(A, DigestAlgorithm.SHA256).id();
      store.layers().append(A, upload, OptionalLong.empty(), ByteSource.empty());
      now = now.plus(Duration.ofDays(100));
      afterNextRead.set(
          () -> store.layers().append(A, upload, OptionalLong.empty(), source(CONTENT)));
      assertEquals(0, store.expireUploads(now));
      assertEquals(CONTENT.length, store.layers().uploadStatus(A, upload).received());
      store
          .layers()
          .completeUpload(A, upload, OptionalLong.empty(), ByteSource.empty(), sha256(CONTENT));
    }
  }

  private RegistryStore open() throws IOException {
    return RegistryStore.open(
        Filesystem.open(directory, Layout.directories()),
        new WatchedDatabase(
            SqliteDatabase.open(directory.resolve("metadata.db"), 1),
            () -> {},
            () -> afterNextRead.getAndSet(() -> {}).run()),
        StorageSettings.defaults(),
        () -> now);
  }
}
