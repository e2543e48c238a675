package io.entrepot.crash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The soak with SIGKILL at random moments: after each restart everything acknowledged is there, and
 * what the crashes leave is found and removed. The system property {@code soak.kills} says how
 * often, {@code soak.seed} repeats a run's choices.
 */
final class SoakKillIT {
  private static final int KILLS = Integer.getInteger("soak.kills", 10);
  private static final long SEED = Long.getLong("soak.seed", System.nanoTime());

  /**
   * Traffic lasts for at least so many milliseconds before a kill, and for twice as many at most.
   */
  private static final int RUN_MILLIS = 2_000;

  @Test
  @Timeout(600)
  void nothing_acknowledged_is_lost_when_the_process_is_killed_in_mid_collection(
      @TempDir Path folder) throws Exception {
    System.out.printf("soak: %d kills, seed %d%n", KILLS, SEED);
    Path data = folder.resolve("data");
    Path log = folder.resolve("server.log");
    SplittableRandom random = new SplittableRandom(SEED);
    SoakTraffic traffic = new SoakTraffic(random.split());
    SoakServer server = SoakServer.start(data, log);
    try {
      traffic.prepare(server.client());
      for (int kill = 0; kill < KILLS; kill++) {
        SoakTraffic.Running running = traffic.start(server);
        assertFalse(
            new CountDownLatch(1)
                .await(RUN_MILLIS + random.nextInt(RUN_MILLIS), TimeUnit.MILLISECONDS),
            "nobody counts the latch down");
        server.process().kill();
        running.end();
        server = SoakServer.start(data, log);
        assertEquals(List.of(), traffic.losses(server.client()));
      }
      System.out.println("soak: " + traffic.figures);
      new SoakEnd(server, traffic, data, folder).check(true);
    } finally {
      server.process().kill();
    }
  }
}
