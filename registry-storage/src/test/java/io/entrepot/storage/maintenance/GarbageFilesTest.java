package io.entrepot.storage.maintenance;

import static io.entrepot.storage.registry.StoreFixture.bytes;
import static io.entrepot.storage.registry.StoreFixture.image;
import static io.entrepot.storage.registry.StoreFixture.repository;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.entrepot.storage.metadata.GarbageRows;
import io.entrepot.storage.oci.Digest;
import io.entrepot.storage.oci.RepositoryKey;
import io.entrepot.storage.registry.LayerContent;
import io.entrepot.storage.registry.StorageSettings;
import io.entrepot.storage.registry.StoreFixture;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of blobs that went. */
final class GarbageFilesTest {
  private static final RepositoryKey APP = repository("app");
  private static final Duration UPLOAD_GRACE = Duration.ofHours(24);
  private static final int LARGE = 100_000;

  @TempDir private Path directory;
  private StoreFixture store;

  @BeforeEach
  void open() {
    store =
        new StoreFixture(
            directory, StorageSettings.defaults().withGrace(Duration.ofHours(1), UPLOAD_GRACE));
  }

  @AfterEach
  void close() {
    store.close();
  }

  private Garbage garbage() {
    return store.store().garbage();
  }

  private void collect() {
    assertEquals(1, garbage().reviewLinks(1_000).blobs());
    assertEquals(1, StoreFixture.removeFiles(garbage()));
  }

  private long files() throws IOException {
    try (Stream<Path> walked = Files.walk(directory.resolve("blobs"))) {
      return walked.filter(Files::isRegularFile).count();
    }
  }

  @Test
  void whoeverHasAFileOpenReadsItToTheEnd() throws IOException {
    Digest blob = store.pushBlob(APP, bytes(1, LARGE));
    try (LayerContent content = store.layers().open(APP, blob)) {
      store.pass(UPLOAD_GRACE);
      collect();
      assertEquals(0, files());

      LayerContent.InFile file = (LayerContent.InFile) content;
      ByteBuffer read = ByteBuffer.allocate(LARGE);
      while (read.hasRemaining()
          && file.channel().read(read, file.position() + read.position()) >= 0) {}
      assertArrayEquals(bytes(1, LARGE), read.array());
    }
  }

  @Test
  void theSameDigestComesBackInAFileOfItsOwnBeforeTheFirstIsDeleted() throws IOException {
    Digest blob = store.pushBlob(APP, bytes(1, LARGE));
    store.pass(UPLOAD_GRACE);
    garbage().reviewLinks(1_000); // the row is gone, the file is not

    store.push(APP, image(store.pushBlob(APP, bytes(1, LARGE))), "v1");
    assertEquals(2, files());
    StoreFixture.removeFiles(garbage());

    assertEquals(1, files());
    assertArrayEquals(bytes(1, LARGE), store.pull(APP, blob));
  }

  @Test
  void aRestartBetweenTheRowAndTheFileLeavesTheFileToTheNextCollection() throws IOException {
    store.pushBlob(APP, bytes(1, LARGE));
    store.pass(UPLOAD_GRACE);
    garbage().reviewLinks(1_000);

    store.restart();
    assertTrue(garbage().isDue());
    assertEquals(1, StoreFixture.removeFiles(garbage()));

    assertEquals(0, files());
  }

  @Test
  void filesAreDeletedFolderByFolder() throws IOException {
    // Enough that some share one of the 256 folders, and not all.
    int all = 60;
    for (int i = 0; i < all; i++) {
      store.pushBlob(APP, bytes(i, LARGE));
    }
    store.pass(UPLOAD_GRACE);
    assertEquals(all, garbage().reviewLinks(1_000).blobs());

    int steps = 0;
    int most = 0;
    Optional<FilePlace> place = Optional.of(FilePlace.START);
    while (place.isPresent()) {
      Set<Path> before = folders();
      Freed freed = garbage().removeFiles(place.get(), 2);
      Set<Path> emptied = new HashSet<>(before);
      emptied.removeAll(folders());
      assertTrue(emptied.size() <= 1, () -> "files went from " + emptied);
      most = Math.max(most, freed.files());
      steps += freed.files() > 0 ? 1 : 0;
      place = freed.last();
    }
    assertEquals(0, files());
    assertEquals(2, most);
    assertTrue(steps < all, () -> "each file of " + all + " was a step");
  }

  @Test
  void aHoldParesDownWhatAWalkDeletesToWhatWasRecordedBeforeIt() throws IOException {
    int half = 20;
    for (int i = 0; i < 2 * half; i++) {
      store.pushBlob(APP, bytes(i, LARGE));
    }
    store.pass(UPLOAD_GRACE);
    assertEquals(half, garbage().reviewLinks(half).blobs());
    Instant until = store.now().plus(Duration.ofMinutes(10));
    store
        .store()
        .database()
        .write(transaction -> {
          GarbageRows.hold(transaction.sql(), "backup", store.now(), until);
          return until;
        });
    assertEquals(half, garbage().reviewLinks(half).blobs());

    // In the order of digests, those before the hold and those after it lie among each other.
    assertEquals(half, StoreFixture.removeFiles(garbage()));
    assertEquals(half, files());
    assertEquals(0, StoreFixture.removeFiles(garbage()));

    store.pass(Duration.ofMinutes(11));
    assertEquals(half, StoreFixture.removeFiles(garbage()));
    assertEquals(0, files());
  }

  /** Those in which blobs lie. */
  private Set<Path> folders() throws IOException {
    try (Stream<Path> walked = Files.walk(directory.resolve("blobs"))) {
      return walked.filter(Files::isRegularFile).map(Path::getParent).collect(Collectors.toSet());
    }
  }
}
