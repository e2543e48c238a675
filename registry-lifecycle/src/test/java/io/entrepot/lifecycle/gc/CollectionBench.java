package io.entrepot.lifecycle.gc;

import io.entrepot.storage.oci.RepositoryKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Measures collections and deletions in small and in large stores; bench/collect runs it.
 *
 * <p>Arguments: the folder to work in, and the blobs of the large store; or a data folder, a number
 * and {@code orphans}, which puts so many orphans there and measures nothing; or {@code images},
 * which puts so many images there, into each of three repositories.
 */
final class CollectionBench {
  private static final int SMALL = 20_000;
  private static final int ORPHANS = 10_000;
  private static final int ROUNDS = 5;
  private static final int IMAGES = 100_000;
  private static final int DELETIONS = 3;
  private static final RepositoryKey GARBAGE = SeededStore.repository("garbage");

  private CollectionBench() {}

  public static void main(String[] arguments) throws Exception {
    Path folder = Path.of(arguments[0]);
    if (arguments.length == 3 && arguments[2].equals("orphans")) {
      try (SeededStore store = new SeededStore(Files.createDirectories(folder))) {
        store.addOrphans(GARBAGE, Integer.parseInt(arguments[1]));
      }
      return;
    }
    if (arguments.length == 3 && arguments[2].equals("images")) {
      try (SeededStore store = new SeededStore(Files.createDirectories(folder))) {
        for (int i = 0; i < DELETIONS; i++) {
          store.addManifests(large(i), Integer.parseInt(arguments[1]), 1);
        }
      }
      return;
    }
    int large = Integer.parseInt(arguments[1]);
    try (SeededStore small = seeded(folder.resolve("small"), SMALL);
        SeededStore vast = seeded(folder.resolve("large"), large)) {
      collect(small, vast, large);
    }
    delete(folder.resolve("deletion"));
  }

  private static SeededStore seeded(Path folder, int blobs) throws IOException {
    SeededStore store = new SeededStore(Files.createDirectories(folder));
    int repositories = 20;
    for (int i = 0; i < repositories; i++) {
      store.addImages(SeededStore.repository("team/app-" + i), blobs / repositories);
    }
    return store;
  }

  /** In turn, so that a slow minute of the machine counts for both. */
  private static void collect(SeededStore small, SeededStore large, int blobs) throws Exception {
    List<Double> ofSmall = new ArrayList<>();
    List<Double> ofLarge = new ArrayList<>();
    List<Double> ratios = new ArrayList<>();
    for (int round = 0; round <= ROUNDS; round++) {
      double one = seconds(small, false);
      double other = seconds(large, false);
      if (round > 0) {
        ofSmall.add(one);
        ofLarge.add(other);
        ratios.add(other / one);
      }
    }
    System.out.printf(Locale.ROOT, "collecting %,d orphans | s, median (least to most)%n", ORPHANS);
    print("in a store of " + SMALL + " blobs", ofSmall);
    print("in a store of " + blobs + " blobs", ofLarge);
    print("ratio within a round", ratios);
    System.out.printf(
        Locale.ROOT,
        "with pauses, as the server does, in the large one | %.2f%n",
        seconds(large, true));
  }

  private static double seconds(SeededStore store, boolean pauses) throws Exception {
    store.addOrphans(GARBAGE, ORPHANS);
    long before = store.store().garbage().figures().collectedBlobs();
    long start = System.nanoTime();
    String said =
        new CollectGarbage(store.store().garbage()).run(pauses ? LoneRun.resting() : new LoneRun());
    double seconds = (System.nanoTime() - start) / 1e9;
    long collected = store.store().garbage().figures().collectedBlobs() - before;
    if (collected != ORPHANS) {
      throw new IllegalStateException(collected + " were collected: " + said);
    }
    return seconds;
  }

  private static void delete(Path folder) throws Exception {
    List<Double> calls = new ArrayList<>();
    List<Double> clearings = new ArrayList<>();
    try (SeededStore store = new SeededStore(Files.createDirectories(folder))) {
      for (int i = 0; i < DELETIONS; i++) {
        RepositoryKey repository = large(i);
        store.addManifests(repository, IMAGES, 1);
        long start = System.nanoTime();
        store.store().repositories().delete(repository, true);
        long called = System.nanoTime();
        while (store.store().clearDeleted() > 0) {}
        calls.add((called - start) / 1e6);
        clearings.add((System.nanoTime() - called) / 1e9);
      }
    }
    System.out.printf(Locale.ROOT, "deleting a repository of %,d images%n", IMAGES);
    print("the call, ms", calls);
    print("in the background, s", clearings);
  }

  private static RepositoryKey large(int number) {
    return SeededStore.repository("large-" + number);
  }

  private static void print(String what, List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    System.out.printf(
        Locale.ROOT,
        "%s | %.2f (%.2f to %.2f)%n",
        what,
        sorted.get(sorted.size() / 2),
        sorted.getFirst(),
        sorted.getLast());
  }
}
