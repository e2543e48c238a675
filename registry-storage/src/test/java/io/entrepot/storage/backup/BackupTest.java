package io.entrepot.storage.backup;

import static io.entrepot.storage.registry.StoreFixture.bytes;
import static io.entrepot.storage.registry.StoreFixture.image;
import static io.entrepot.storage.registry.StoreFixture.repository;
import static io.entrepot.storage.registry.StoreFixture.source;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.entrepot.storage.driver.filesystem.Filesystem;
import io.entrepot.storage.layout.Layout;
import io.entrepot.storage.oci.Digest;
import io.entrepot.storage.oci.DigestAlgorithm;
import io.entrepot.storage.oci.RepositoryKey;
import io.entrepot.storage.oci.Tag;
import io.entrepot.storage.registry.ExpiredImages;
import io.entrepot.storage.registry.Policies;
import io.entrepot.storage.registry.StorageSettings;
import io.entrepot.storage.registry.StoreFixture;
import io.entrepot.storage.upload.UploadId;
import io.entrepot.storage.verify.DamagedStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
final class BackupTest {
  private static final RepositoryKey APP = repository("team/app");
  private static final int BEFORE = 20;
  private static final int THREADS = 3;

  @TempDir Path folder;

  private final List<String> damages = new ArrayList<>();
  private Path data;
  private Path copy;

  @BeforeEach
  void name() {
    data = folder.resolve("data");
    copy = folder.resolve("backups/today");
  }

  private BackupReport backUp() throws IOException {
    return backUp(Companion.NONE);
  }

  private BackupReport backUp(Companion companion) throws IOException {
    return new Backup(
            data,
            copy,
            directory -> Filesystem.open(directory, Layout.directories()),
            companion,
            THREADS,
            (blob, why) -> damages.add(blob + " " + why),
            InstantSource.system())
        .run();
  }

  private StoreFixture open(Path directory) {
    return new StoreFixture(directory, StorageSettings.defaults());
  }

  private static byte[] manifest(int seed) {
    return image(
        Digest.of(DigestAlgorithm.SHA256, bytes(seed, 500)),
        Digest.of(DigestAlgorithm.SHA256, bytes(-seed, 60_000)));
  }

  private static Digest push(StoreFixture store, int seed) {
    store.pushBlob(APP, bytes(seed, 500));
    store.pushBlob(APP, bytes(-seed, 60_000));
    return store.push(APP, manifest(seed), "v" + seed).digest();
  }

  private static void assertWhole(StoreFixture store, int seed) {
    assertArrayEquals(manifest(seed), store.images().get(APP, new Tag("v" + seed)).content());
    for (byte[] blob : List.of(bytes(seed, 500), bytes(-seed, 60_000))) {
      assertArrayEquals(blob, store.pull(APP, Digest.of(DigestAlgorithm.SHA256, blob)));
    }
  }

  @Test
  void a_copy_taken_while_clients_push_is_whole_and_holds_all_that_was_acknowledged_before()
      throws Exception {
    BackupReport report = backUpUnderPushes();
    assertTrue(report.tags() >= BEFORE);
    long untagged = report.files() - report.tags();
    assertTrue(untagged == 0 || untagged == 1, "one image at most was under way, not " + untagged);
    assertEquals(List.of(), new DamagedStore(copy).verify().findings());
    try (StoreFixture restored = open(copy)) {
      int held = restored.images().tags(APP, Optional.empty(), 1_000).items().size();
      assertEquals(report.tags(), held);
      for (int seed = 1; seed <= held; seed++) {
        assertWhole(restored, seed);
      }
      push(restored, 100_000);
    }
    assertEquals(List.of(), new DamagedStore(copy).verify().findings());
  }

  @Test
  void what_expired_can_be_brought_back_from_a_copy() throws IOException {
    StorageSettings delayed = StorageSettings.defaults().withExpiryDelay(Duration.ofDays(14));
    Digest image;
    try (StoreFixture store = new StoreFixture(data, delayed)) {
      image = push(store, 1);
      new Policies(store, APP).expire(image);
    }
    backUp();
    try (StoreFixture copied = new StoreFixture(copy, delayed)) {
      ExpiredImages expired = copied.store().expiredImages();
      Set<Tag> tags = expired.tagsOf(APP, image);
      assertEquals(1, expired.restore(APP, image, tags).size());
      assertWhole(copied, 1);
    }
    assertEquals(List.of(), new DamagedStore(copy).verify().findings());
  }

  private BackupReport backUpUnderPushes() throws Exception {
    AtomicBoolean enough = new AtomicBoolean();
    CountDownLatch started = new CountDownLatch(1);
    try (StoreFixture store = open(data);
        ExecutorService threads = Executors.newSingleThreadExecutor()) {
      for (int seed = 1; seed <= BEFORE; seed++) {
        push(store, seed);
      }
      Future<Integer> pusher =
          threads.submit(() -> {
            int seed = BEFORE;
            while (!enough.get()) {
              push(store, ++seed);
              started.countDown();
            }
            return seed;
          });
      started.await();
      try {
        return backUp();
      } finally {
        enough.set(true);
        assertTrue(pusher.get() > BEFORE);
      }
    }
  }

  @Test
  void open_uploads_are_left_out_with_their_rows() throws Exception {
    try (StoreFixture store = open(data)) {
      push(store, 1);
      UploadId upload = store.layers().startUpload(APP, DigestAlgorithm.SHA256).id();
      store.layers().append(APP, upload, OptionalLong.empty(), source(bytes(3, 200_000)));
      backUp();
    }
    DamagedStore.Outcome outcome = new DamagedStore(copy).verify();
    assertEquals(List.of(), outcome.findings());
    assertEquals(0, outcome.report().uploads());
    assertEquals(1, new DamagedStore(data).verify().report().uploads());
  }

  @Test
  void an_empty_store_has_an_empty_copy() throws Exception {
    open(data).close();
    assertEquals(new BackupReport(0, 0, 0, 0, 0), backUp());
    assertEquals(List.of(), new DamagedStore(copy).verify().findings());
  }

  @Test
  void a_blob_that_is_broken_is_told_and_the_rest_is_saved() throws Exception {
    Digest broken = Digest.of(DigestAlgorithm.SHA256, bytes(-1, 60_000));
    try (StoreFixture store = open(data)) {
      push(store, 1);
      push(store, 2);
    }
    Path file = new DamagedStore(data).file(broken);
    byte[] content = Files.readAllBytes(file);
    content[0] ^= 1;
    Files.write(file, content);
    BackupReport report = backUp();
    assertEquals(1, report.damaged());
    assertEquals(1, report.files());
    assertEquals(1, damages.size());
    assertTrue(damages.getFirst().startsWith(broken + " its bytes hash to"), damages::toString);
    assertEquals(1, new DamagedStore(copy).verify().report().broken());
  }

  @Test
  void a_folder_that_is_not_empty_is_refused_and_an_empty_one_is_taken() throws Exception {
    open(data).close();
    Files.createDirectories(copy);
    backUp();
    assertThrows(BackupRefusedException.class, this::backUp);
    assertEquals(List.of("today"), names(folder.resolve("backups")));
  }

  @Test
  void a_folder_within_the_store_is_refused() throws Exception {
    open(data).close();
    copy = data.resolve("backup");
    assertThrows(BackupRefusedException.class, this::backUp);
    assertFalse(Files.exists(copy));
  }

  @Test
  void a_backup_that_did_not_end_never_gets_its_name() throws Exception {
    open(data).close();
    Companion failing =
        (source, target) -> {
          throw new IOException("no room");
        };
    assertThrows(IOException.class, () -> backUp(failing));
    assertEquals(List.of("today.partial"), names(folder.resolve("backups")));
    String refusal = assertThrows(BackupRefusedException.class, this::backUp).toString();
    assertTrue(refusal.contains("today.partial"), refusal);
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.map(entry -> entry.getFileName().toString()).sorted().toList();
    }
  }
}
