package io.entrepot.storage.backup;

import static io.entrepot.storage.registry.StoreFixture.bytes;
import static io.entrepot.storage.registry.StoreFixture.image;
import static io.entrepot.storage.registry.StoreFixture.repository;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.entrepot.storage.driver.filesystem.Filesystem;
import io.entrepot.storage.layout.Layout;
import io.entrepot.storage.maintenance.Garbage;
import io.entrepot.storage.oci.Digest;
import io.entrepot.storage.oci.RepositoryKey;
import io.entrepot.storage.registry.StorageSettings;
import io.entrepot.storage.registry.StoreFixture;
import io.entrepot.storage.verify.DamagedStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Backups of a store whose garbage is collected at the worst moment: between rows and files. */
@Timeout(60)
final class HeldBackupTest {
  private static final RepositoryKey APP = repository("app");
  private static final Duration GRACE = Duration.ofSeconds(1);
  private static final int LARGE = 60_000;

  @TempDir Path folder;

  private final List<String> damages = new ArrayList<>();
  private StoreFixture store;
  private Path data;

  @BeforeEach
  void open() {
    data = folder.resolve("data");
    store = new StoreFixture(data, StorageSettings.defaults().withGrace(GRACE, GRACE));
  }

  @AfterEach
  void close() {
    store.close();
  }

  /** Pushes an image with one layer in a file. */
  private Digest push(int seed) {
    Digest config = store.pushBlob(APP, bytes(-seed, 100));
    return store.push(APP, image(config, store.pushBlob(APP, bytes(seed, LARGE)))).digest();
  }

  private Path file(int seed) throws IOException {
    return new DamagedStore(data).file(StoreFixture.sha256(bytes(seed, LARGE)));
  }

  /** Deletes the image, and collects what it alone named; how many files went. */
  private int collect(Digest image) {
    store.images().deleteManifest(APP, image);
    store.pass(GRACE);
    garbage().reviewLinks(100);
    return StoreFixture.removeFiles(garbage());
  }

  private Garbage garbage() {
    return store.store().garbage();
  }

  private boolean isHeld() {
    return garbage().figures().held();
  }

  /** A backup in which this comes after the metadata is copied and before any file is. */
  private BackupReport backUp(Path target, Companion between) throws IOException {
    return new Backup(
            data,
            target,
            directory -> Filesystem.open(directory, Layout.directories()),
            between,
            2,
            (blob, why) -> damages.add(blob + " " + why),
            store::now)
        .run();
  }

  @Test
  void a_collection_removes_no_file_of_a_backup_that_is_under_way() throws Exception {
    Digest image = push(1);
    Path copy = folder.resolve("copy");
    Path file = file(1);
    BackupReport report =
        backUp(
            copy,
            (source, target) -> {
              assertEquals(0, collect(image));
              assertTrue(isHeld());
            });
    assertEquals(new BackupReport(1, 0, 1, LARGE, 0), report);
    assertEquals(List.of(), damages);
    assertEquals(List.of(), new DamagedStore(copy).verify().findings());

    assertFalse(isHeld());
    assertTrue(Files.exists(file));
    assertEquals(1, StoreFixture.removeFiles(garbage()));
    assertFalse(Files.exists(file));
  }

  @Test
  void what_was_garbage_before_is_collected_during_a_backup_and_is_no_part_of_it()
      throws Exception {
    store.images().deleteManifest(APP, push(1));
    push(2);
    store.pass(GRACE);
    garbage().reviewLinks(100);
    Path copy = folder.resolve("copy");
    backUp(copy, (source, target) -> assertEquals(1, StoreFixture.removeFiles(garbage())));
    try (StoreFixture restored = new StoreFixture(copy, StorageSettings.defaults())) {
      assertEquals(0, restored.store().garbage().figures().files());
      assertFalse(restored.store().garbage().figures().held());
      assertArrayEquals(bytes(2, LARGE), restored.pull(APP, StoreFixture.sha256(bytes(2, LARGE))));
    }
  }

  @Test
  void a_backup_whose_hold_expired_fails_and_says_so() throws Exception {
    Digest image = push(1);
    HoldExpiredException failure =
        assertThrows(
            HoldExpiredException.class,
            () ->
                backUp(
                    folder.resolve("copy"),
                    (source, target) -> {
                      store.pass(KeptHold.LIFE);
                      assertEquals(1, collect(image));
                    }));
    assertTrue(failure.toString().contains("was not renewed for 10 minutes"), failure::toString);
    assertEquals(List.of(), damages);
    assertFalse(Files.exists(folder.resolve("copy")));
  }

  @Test
  void a_backup_of_small_blobs_alone_fails_with_its_hold_as_well() {
    store.pushBlob(APP, bytes(1, 100));
    assertThrows(
        HoldExpiredException.class,
        () -> backUp(folder.resolve("copy"), (source, target) -> store.pass(KeptHold.LIFE)));
  }

  @Test
  void a_backup_that_fails_releases_its_hold() {
    Companion failing =
        (source, target) -> {
          assertTrue(isHeld());
          throw new IOException("no room");
        };
    assertThrows(IOException.class, () -> backUp(folder.resolve("copy"), failing));
    assertFalse(isHeld());
  }

  @Test
  void two_backups_hold_until_the_last_is_done() throws Exception {
    Digest image = push(1);
    backUp(
        folder.resolve("one"),
        (source, target) -> {
          backUp(folder.resolve("two"), Companion.NONE);
          assertTrue(isHeld());
          assertEquals(0, collect(image));
        });
    assertFalse(isHeld());
  }

  @Test
  void metadata_that_cannot_be_written_is_refused_before_anything_is_copied() {
    data = folder.resolve("nothing");
    BackupRefusedException refused =
        assertThrows(
            BackupRefusedException.class, () -> backUp(folder.resolve("copy"), Companion.NONE));
    assertTrue(refused.toString().contains("metadata.db cannot be written"), refused::toString);
    assertFalse(Files.exists(folder.resolve("copy.partial")));
    assertFalse(Files.exists(data));
  }
}
