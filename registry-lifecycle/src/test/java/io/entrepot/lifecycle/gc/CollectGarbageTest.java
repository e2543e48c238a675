package io.entrepot.lifecycle.gc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.entrepot.storage.maintenance.GarbageFigures;
import io.entrepot.storage.oci.RepositoryKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
final class CollectGarbageTest {
  private static final RepositoryKey APP = SeededStore.repository("app");

  @TempDir private Path folder = Path.of(".");
  private SeededStore store;
  private CollectGarbage collection;

  @BeforeEach
  void open() throws IOException {
    store = new SeededStore(folder);
    collection = new CollectGarbage(store.store().garbage());
  }

  @AfterEach
  void close() throws IOException {
    store.close();
  }

  private GarbageFigures figures() {
    return store.store().garbage().figures();
  }

  private void add(int orphans) {
    try {
      store.addOrphans(APP, orphans);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> walked = Files.walk(folder.resolve("blobs"))) {
      return walked.filter(Files::isRegularFile).toList();
    }
  }

  @Test
  void space_comes_back_before_all_is_reviewed() throws Exception {
    store.addOrphans(APP, CollectGarbage.ROUND + CollectGarbage.BATCH);
    List<Long> reviewedBeforeFiles = new ArrayList<>();

    collection.run(
        LoneRun.before(() -> {
          GarbageFigures figures = figures();
          if (reviewedBeforeFiles.isEmpty() && figures.collectedBytes() > 0) {
            reviewedBeforeFiles.add(figures.collectedLinks());
          }
        }));

    assertEquals(List.of((long) CollectGarbage.ROUND), reviewedBeforeFiles);
    assertEquals(List.of(), files());
    assertEquals(0, figures().links() + figures().files());
  }

  @Test
  void one_sync_of_a_folder_serves_many_files() throws Exception {
    int orphans = 2_000;
    store.addOrphans(APP, orphans);
    long before = store.store().database().figures().writes();

    collection.run(new LoneRun());

    // Each step writes once: the reviews, and one for each of 256 folders.
    long steps = store.store().database().figures().writes() - before;
    assertTrue(steps <= orphans / CollectGarbage.BATCH + 2 + 256, () -> steps + " steps");
  }

  @Test
  void a_file_that_cannot_be_deleted_is_told_of_once_and_keeps_no_other() throws Exception {
    store.addOrphans(APP, CollectGarbage.ROUND + 10);
    Path stubborn = files().getFirst();
    Files.delete(stubborn);
    Files.createDirectories(stubborn.resolve("inside")); // no file: it cannot just be deleted

    FilesNotDeletedException told =
        assertThrows(FilesNotDeletedException.class, () -> collection.run(new LoneRun()));

    assertTrue(told.toString().contains(": 1 file could not"), told::toString);
    assertEquals(List.of(), files());
    assertEquals(1, figures().files());

    Files.delete(stubborn.resolve("inside"));
    collection.run(new LoneRun());
    assertEquals(0, figures().files());
  }

  @Test
  void it_ends_although_garbage_goes_on_coming_and_tells_what_it_could_not_delete()
      throws Exception {
    int round = 2 * CollectGarbage.BATCH;
    store.addOrphans(APP, 10 * round);
    Path stubborn = files().getFirst();
    Files.delete(stubborn);
    Files.createDirectories(stubborn.resolve("inside"));
    int[] added = {0};
    CollectGarbage endless = new CollectGarbage(store.store().garbage(), round);

    FilesNotDeletedException told =
        assertThrows(
            FilesNotDeletedException.class,
            () ->
                endless.run(
                    LoneRun.before(() -> {
                      added[0] += round;
                      assertTrue(added[0] < 200 * CollectGarbage.MOST_ROUNDS * round, "no end");
                      add(round);
                    })));

    assertTrue(told.toString().contains(": 1 file could not"), told::toString);
    assertTrue(figures().links() > 0, "there is more to do");
  }

  @Test
  void what_it_was_stopped_in_goes_on_in_the_next_one() throws Exception {
    store.addOrphans(APP, 100);
    int[] steps = {0};

    assertThrows(
        IllegalStateException.class,
        () ->
            collection.run(
                LoneRun.before(() -> {
                  if (++steps[0] == 8) {
                    throw new IllegalStateException("stop");
                  }
                })));
    assertTrue(figures().files() > 0, "it stopped amid the files");

    collection.run(new LoneRun());
    assertEquals(List.of(), files());
  }
}
