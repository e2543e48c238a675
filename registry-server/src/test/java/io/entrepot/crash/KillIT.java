package io.entrepot.crash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills the server with SIGKILL at random moments while several clients push, and finds every
 * acknowledged manifest, tag, blob and upload after each restart; the uploads go on where they
 * stood. The system property {@code crash.kills} says how often (the long profile: 120), {@code
 * crash.seed} repeats a run's choices.
 */
final class KillIT {
  private static final int KILLS = Integer.getInteger("crash.kills", 10);
  private static final long SEED = Long.getLong("crash.seed", System.nanoTime());
  private static final int CLIENTS = 4;

  /** A kill comes at most so many milliseconds after the clients start. */
  private static final int LONGEST_RUN_MILLIS = 1_500;

  /** Each so many kills the pushers go on in fresh repositories, so that an audit stays short. */
  private static final int KILLS_PER_REPOSITORY = 5;

  private final List<Journal> everything = new ArrayList<>();
  private final SplittableRandom random = new SplittableRandom(SEED);

  @Test
  void nothing_acknowledged_is_lost_when_the_process_is_killed(@TempDir Path folder)
      throws Exception {
    System.out.printf("crash: %d kills, seed %d%n", KILLS, SEED);
    Path data = folder.resolve("data");
    Path log = folder.resolve("server.log");
    List<Journal> current = List.of();
    for (int kill = 0; kill < KILLS; kill++) {
      KillableServer server = KillableServer.start(data, log);
      audit(server, current, log);
      if (kill % KILLS_PER_REPOSITORY == 0) {
        current = freshJournals(kill);
      }
      pushUntilKilled(server, current);
    }
    KillableServer last = KillableServer.start(data, log);
    audit(last, everything, log);
    assertEquals(0, last.stop(), "a graceful stop ends with 0");
    assertTrue(pushed() > KILLS, "only " + pushed() + " manifests were pushed");
    assertEquals(
        0,
        KillableServer.run(folder.resolve("verify.log"), "verify", "--data", data.toString()),
        () -> read(folder.resolve("verify.log")));
    System.out.printf("crash: %d manifests, %d blobs intact%n", pushed(), blobs());
  }

  private List<Journal> freshJournals(int kill) {
    List<Journal> fresh = new ArrayList<>();
    for (int i = 0; i < CLIENTS; i++) {
      fresh.add(new Journal("crash/run" + kill + "/client" + i));
    }
    everything.addAll(fresh);
    return fresh;
  }

  private static void audit(KillableServer server, List<Journal> journals, Path log)
      throws IOException, InterruptedException {
    for (Journal journal : journals) {
      List<String> losses = new Auditor(new RegistryClient(server.address())).audit(journal);
      assertEquals(List.of(), losses, () -> "seed " + SEED + "\n" + read(log));
    }
  }

  /** Each client pushes to its own repository; mounts come from a copy of another's journal. */
  private void pushUntilKilled(KillableServer server, List<Journal> journals) throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> running = new ArrayList<>();
      for (int i = 0; i < CLIENTS; i++) {
        Journal neighbour = settledCopy(journals.get((i + 1) % CLIENTS));
        Pusher pusher =
            new Pusher(
                new RegistryClient(server.address()), journals.get(i), neighbour, random.split());
        running.add(threads.submit(() -> runToTheEnd(pusher)));
      }
      boolean early =
          new CountDownLatch(1).await(random.nextInt(LONGEST_RUN_MILLIS), TimeUnit.MILLISECONDS);
      assertTrue(!early, "nobody counts the latch down");
      server.kill();
      for (Future<?> client : running) {
        check(client);
      }
    }
  }

  private static Journal settledCopy(Journal journal) {
    Journal copy = new Journal(journal.repository);
    copy.blobs.addAll(journal.blobs);
    return copy;
  }

  /** Ends when the server is gone; what was under way then stands in the journal as pending. */
  private static String runToTheEnd(Pusher pusher) throws InterruptedException {
    try {
      pusher.run();
    } catch (IOException e) {
      return String.valueOf(e.getMessage());
    }
    throw new AssertionError("a pusher ends only when the server is gone");
  }

  private static void check(Future<?> client) throws InterruptedException {
    try {
      client.get();
    } catch (ExecutionException e) {
      throw new AssertionError("a client met an unexpected answer, seed " + SEED, e.getCause());
    }
  }

  private long pushed() {
    return everything.stream().mapToLong(journal -> journal.manifests.size()).sum();
  }

  private long blobs() {
    return everything.stream().mapToLong(journal -> journal.blobs.size()).sum();
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return "no output: " + e.getMessage();
    }
  }
}
