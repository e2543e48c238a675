package io.entrepot.storage.maintenance;

import static io.entrepot.storage.registry.StoreFixture.bytes;
import static io.entrepot.storage.registry.StoreFixture.image;
import static io.entrepot.storage.registry.StoreFixture.repository;
import static io.entrepot.storage.registry.StoreFixture.sha256;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.entrepot.storage.failure.StorageException;
import io.entrepot.storage.failure.StorageFailure;
import io.entrepot.storage.metadata.SqliteDatabase;
import io.entrepot.storage.oci.Digest;
import io.entrepot.storage.oci.RepositoryKey;
import io.entrepot.storage.registry.StorageSettings;
import io.entrepot.storage.registry.StoreFixture;
import io.entrepot.storage.verify.DamagedStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Each test heals what it breaks, for a whole store is looked for after it. */
@Timeout(60)
final class ScrubberTest {
  private static final RepositoryKey APP = repository("app");
  private static final Duration GRACE = Duration.ofSeconds(1);
  private static final int LARGE = 100_000;
  private static final int SMALL = 100;

  @TempDir private Path directory;
  private StoreFixture store;

  @BeforeEach
  void open() {
    store = new StoreFixture(directory, StorageSettings.defaults().withGrace(GRACE, GRACE));
  }

  @AfterEach
  void close() {
    store.close();
  }

  private Scrubber scrubber() {
    return store.store().scrubber();
  }

  private List<Scrubbed> pass(Runnable between) {
    ScrubPass pass = scrubber().begin(0, between);
    List<Scrubbed> all = new ArrayList<>();
    Optional<Scrubbed> next = pass.next(0, true);
    while (next.isPresent()) {
      all.add(next.get());
      next = pass.next(next.get().id(), true);
    }
    return all;
  }

  private static void nothing() {}

  /** Runs each of these once, in their order, and then nothing any more. */
  private static Runnable inTurn(Runnable... steps) {
    List<Runnable> left = new ArrayList<>(List.of(steps));
    return () -> {
      if (!left.isEmpty()) {
        left.removeFirst().run();
      }
    };
  }

  private List<String> kinds() {
    return scrubber().found(10).stream().map(ScrubFinding::kind).toList();
  }

  private Digest pushImage(RepositoryKey repository) {
    Digest config = store.pushBlob(repository, bytes(1, SMALL));
    return store
        .push(repository, image(config, store.pushBlob(repository, bytes(2, LARGE))), "v1")
        .digest();
  }

  private static Digest small() {
    return sha256(bytes(1, SMALL));
  }

  private static Digest large() {
    return sha256(bytes(2, LARGE));
  }

  private Path file() throws IOException {
    return new DamagedStore(directory).file(large());
  }

  private void flipFile() throws IOException {
    byte[] content = bytes(2, LARGE);
    content[LARGE / 2] ^= 1;
    Files.write(file(), content);
  }

  private void assertUnknown(RepositoryKey repository, Digest digest) {
    StorageException head =
        assertThrows(StorageException.class, () -> store.layers().stat(repository, digest));
    assertTrue(head.failure() instanceof StorageFailure.BlobUnknown);
    StorageException get =
        assertThrows(StorageException.class, () -> store.layers().open(repository, digest));
    assertTrue(get.failure() instanceof StorageFailure.BlobUnknown);
  }

  private List<Path> quarantine() throws IOException {
    try (Stream<Path> walked = Files.walk(directory.resolve("quarantine"))) {
      return walked.filter(Files::isRegularFile).toList();
    }
  }

  @Test
  void a_sound_store_has_no_findings() {
    pushImage(APP);
    List<Scrubbed> all = pass(ScrubberTest::nothing);
    assertEquals(List.of(false, false), all.stream().map(Scrubbed::broken).toList());
    assertEquals(new Scrubber.Figures(2, SMALL + LARGE, 0, 0), scrubber().figures());
    assertEquals(List.of(), kinds());
  }

  @Test
  void a_flipped_byte_in_a_file_is_found_and_a_push_heals_it() throws Exception {
    Digest image = pushImage(APP);
    store.pull(APP, large());
    flipFile();

    assertEquals(1, pass(ScrubberTest::nothing).stream().filter(Scrubbed::setAside).count());
    assertUnknown(APP, large());
    assertEquals(1, quarantine().size());
    ScrubFinding finding = scrubber().found(10).getFirst();
    assertEquals(large(), finding.digest());
    assertTrue(finding.setAside());
    assertTrue(
        finding.why().startsWith("its bytes hash to sha256:")
            && finding.why().endsWith("; named by app@" + image),
        finding::why);

    pushImage(APP);
    assertArrayEquals(bytes(2, LARGE), store.pull(APP, large()));
    assertFalse(pass(ScrubberTest::nothing).stream().anyMatch(Scrubbed::broken));
  }

  @Test
  void a_flipped_byte_in_a_small_blob_is_found_and_a_push_heals_it() throws Exception {
    pushImage(APP);
    store.pull(APP, small());
    byte[] content = bytes(1, SMALL);
    content[0] ^= 1;
    overwriteInline(content);

    assertEquals(1, pass(ScrubberTest::nothing).stream().filter(Scrubbed::setAside).count());
    assertUnknown(APP, small());
    assertArrayEquals(content, Files.readAllBytes(quarantine().getFirst()));

    pushImage(APP);
    assertArrayEquals(bytes(1, SMALL), store.pull(APP, small()));
  }

  private void overwriteInline(byte[] content) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection(
                "jdbc:sqlite:" + directory.resolve(SqliteDatabase.FILE_NAME));
        PreparedStatement statement =
            connection.prepareStatement("UPDATE blob_content SET content = ?")) {
      statement.setBytes(1, content);
      assertEquals(1, statement.executeUpdate());
    }
  }

  @Test
  void a_file_that_is_gone_or_cut_off_is_found() throws Exception {
    pushImage(APP);
    Files.delete(file());
    pass(ScrubberTest::nothing);
    assertUnknown(APP, large());
    pushImage(APP);
    Files.write(file(), bytes(2, LARGE / 2));
    pass(ScrubberTest::nothing);
    assertUnknown(APP, large());
    pushImage(APP);
    assertEquals(List.of("blob-damaged", "blob-missing"), kinds());
  }

  @Test
  void what_cannot_be_read_is_told_and_kept() throws Exception {
    pushImage(APP);
    Path file = file();
    Path kept = directory.resolve("kept");
    Files.move(file, kept);
    Files.createSymbolicLink(file, file);

    List<Scrubbed> all = pass(ScrubberTest::nothing);
    assertEquals(1, all.stream().filter(Scrubbed::broken).count());
    assertEquals(0, all.stream().filter(Scrubbed::setAside).count());
    assertEquals(List.of("blob-unreadable"), kinds());

    Files.move(kept, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    assertArrayEquals(bytes(2, LARGE), store.pull(APP, large()));
  }

  @Test
  void what_reads_well_the_second_time_stays() throws Exception {
    pushImage(APP);
    flipFile();
    Runnable heal =
        () -> {
          try {
            Files.write(file(), bytes(2, LARGE));
          } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
          }
        };
    // The small blob comes first, then the large one in one piece, twice.
    List<Scrubbed> all = pass(inTurn(ScrubberTest::nothing, heal));
    assertFalse(all.stream().anyMatch(Scrubbed::broken));
    assertEquals(List.of(), kinds());
  }

  @Test
  void a_broken_blob_that_may_not_be_set_aside_is_told_alone() throws Exception {
    pushImage(APP);
    flipFile();
    ScrubPass pass = scrubber().begin(0, ScrubberTest::nothing);
    Scrubbed first = pass.next(0, false).orElseThrow();
    Scrubbed second = pass.next(first.id(), false).orElseThrow();
    assertTrue(second.broken() && !second.setAside());
    assertEquals(LARGE, store.layers().stat(APP, large()).size());
    pass(ScrubberTest::nothing);
    pushImage(APP);
  }

  @Test
  void a_blob_that_is_collected_while_it_is_read_is_no_finding() throws Exception {
    Digest image = pushImage(APP);
    flipFile();
    store.images().deleteManifest(APP, image);
    store.pass(GRACE);
    assertFalse(pass(this::collect).stream().anyMatch(Scrubbed::broken));
    assertEquals(List.of(), kinds());
    assertEquals(List.of(), quarantine());
  }

  private void collect() {
    store.store().garbage().reviewLinks(100);
    StoreFixture.removeFiles(store.store().garbage());
  }

  @Test
  void a_blob_that_is_collected_and_pushed_again_while_it_is_read_stays() throws Exception {
    Digest image = pushImage(APP);
    flipFile();
    store.images().deleteManifest(APP, image);
    store.pass(GRACE);
    pass(
        inTurn(() -> {
          collect();
          pushImage(APP);
        }));
    assertEquals(List.of(), kinds());
    assertArrayEquals(bytes(2, LARGE), store.pull(APP, large()));
  }

  @Test
  void every_repository_that_shares_a_broken_blob_hears_of_it() throws Exception {
    store.pushBlob(APP, bytes(2, LARGE));
    List<RepositoryKey> sharers =
        Stream.iterate(1, i -> i + 1)
            .limit(ScrubPass.LINKS)
            .map(i -> repository("shared/r" + i))
            .toList();
    for (RepositoryKey sharer : sharers) {
      assertTrue(store.layers().mount(sharer, large(), APP).isPresent());
      store.layers().stat(sharer, large());
    }
    flipFile();
    pass(ScrubberTest::nothing);
    sharers.forEach(sharer -> assertUnknown(sharer, large()));
    assertUnknown(APP, large());
  }

  @Test
  void a_blob_is_read_no_faster_than_the_rate_and_a_small_one_counts_for_more() {
    pushImage(APP);
    long rate = 1_000_000;
    ScrubPass pass = scrubber().begin(rate, ScrubberTest::nothing);
    long start = System.nanoTime();
    Scrubbed first = pass.next(0, true).orElseThrow();
    assertFalse(pass.next(first.id(), true).orElseThrow().broken());
    long bytes = LARGE + ScrubPass.LEAST_COST;
    assertTrue(System.nanoTime() - start >= Duration.ofMillis(bytes * 1_000 / rate - 1).toNanos());
  }
}
