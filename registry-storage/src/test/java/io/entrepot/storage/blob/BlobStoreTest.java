package io.entrepot.storage.blob;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.entrepot.storage.driver.filesystem.Filesystem;
import io.entrepot.storage.encoding.Encoding;
import io.entrepot.storage.layout.Layout;
import io.entrepot.storage.oci.Digest;
import io.entrepot.storage.oci.DigestAlgorithm;
import io.entrepot.storage.upload.FinishedUpload;
import io.entrepot.storage.upload.TestBytes;
import io.entrepot.storage.upload.UploadId;
import io.entrepot.storage.upload.UploadSession;
import io.entrepot.storage.upload.UploadStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BlobStoreTest {
  private static final byte[] CONTENT = TestBytes.of(100_000, 1);
  private static final Digest DIGEST = Digest.of(DigestAlgorithm.SHA512, CONTENT);

  @TempDir private Path root;
  private UploadStore store;

  @BeforeEach
  void start() throws IOException {
    store = new UploadStore(Filesystem.open(root, Layout.directories()));
  }

  @AfterEach
  void stop() throws IOException {
    store.close();
  }

  private BlobLocation.Stored put(int upload) throws IOException {
    UploadId id = new UploadId(new UUID(0, upload));
    try (UploadSession session = store.sessions().acquire(id, DigestAlgorithm.SHA512, 0)) {
      session.append(TestBytes.source(CONTENT), bytes -> {});
      return store.blobs().adopt((FinishedUpload.OnDisk) session.finish(DIGEST));
    }
  }

  private byte[] get(BlobLocation.Stored location) throws IOException {
    return TestBytes.read(store.blobs().open(DIGEST, location, CONTENT.length));
  }

  private Set<StoredBlob> listed() {
    Set<StoredBlob> listed = new HashSet<>();
    store.blobs().list(listed::add);
    return listed;
  }

  @Test
  void twoUploadsOfOneDigestAreTwoCopies() throws IOException {
    BlobLocation.Stored first = put(1);
    BlobLocation.Stored second = put(2);
    assertNotEquals(first, second);
    assertEquals(Encoding.PLAIN, first.encoding());
    store.blobs().remove(DIGEST, first);
    assertArrayEquals(CONTENT, get(second));
    assertEquals(Set.of(new StoredBlob(DIGEST, second.generation(), CONTENT.length)), listed());
  }

  @Test
  void anOpenBlobOutlivesItsRemoval() throws IOException {
    BlobLocation.Stored location = put(1);
    try (BlobContent open = store.blobs().open(DIGEST, location, CONTENT.length)) {
      store.blobs().remove(DIGEST, location);
      store.blobs().remove(DIGEST, location);
      assertArrayEquals(CONTENT, TestBytes.read(open));
    }
    assertThrows(UncheckedIOException.class, () -> get(location));
  }

  @Test
  void aFileOfAnotherLengthIsAFault() throws IOException {
    BlobLocation.Stored location = put(1);
    assertThrows(
        UncheckedIOException.class,
        () -> store.blobs().open(DIGEST, location, CONTENT.length - 1).close());
  }

  @Test
  void aBrokenBlobIsSetAside() throws IOException {
    BlobLocation.Stored location = put(1);
    assertTrue(store.blobs().quarantine(DIGEST, location));
    assertFalse(store.blobs().quarantine(DIGEST, location));
    assertEquals(Set.of(), listed());
    Path aside = root.resolve(Layout.quarantined(DIGEST, location.generation()).value());
    assertArrayEquals(CONTENT, Files.readAllBytes(aside));
  }

  @Test
  void filesThatAreNoBlobsAreNotListed() throws IOException {
    Files.writeString(root.resolve("blobs/sha256/00/stray"), "x");
    Files.writeString(root.resolve("blobs/sha256/00/" + "0".repeat(64)), "x");
    Files.writeString(root.resolve("blobs/sha256/01/" + "0".repeat(64) + ".1"), "x");
    Files.writeString(root.resolve("blobs/sha256/00/" + "0".repeat(64) + ".1"), "x");
    Digest zeros = new Digest(DigestAlgorithm.SHA256, "0".repeat(64));
    assertEquals(Set.of(new StoredBlob(zeros, "1", 1)), listed());
  }

  @Test
  void manyUploadsAtOnceDoNotMix() throws Exception {
    List<Callable<BlobLocation.Stored>> pushes =
        IntStream.range(0, 100).<Callable<BlobLocation.Stored>>mapToObj(i -> () -> put(i)).toList();
    Set<BlobLocation.Stored> locations = new HashSet<>();
    try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<BlobLocation.Stored> push : clients.invokeAll(pushes)) {
        locations.add(push.get());
      }
    }
    assertEquals(100, locations.size());
    for (BlobLocation.Stored location : locations) {
      assertArrayEquals(CONTENT, get(location));
    }
    assertEquals(100, listed().size());
  }
}
