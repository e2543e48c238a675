package io.entrepot.crash;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Clients push, mount, retag, delete and pull while garbage is collected and policies are carried
 * out with a grace of one second: nothing acknowledged is lost, and in the end nothing is left that
 * no manifest names. The system property {@code soak.seconds} says how long, {@code soak.seed}
 * repeats a run's choices.
 */
final class SoakIT {
  private static final int SECONDS = Integer.getInteger("soak.seconds", 60);
  private static final long SEED = Long.getLong("soak.seed", System.nanoTime());

  @Test
  @Timeout(600)
  void what_is_named_stays_and_what_is_not_goes_while_clients_work(@TempDir Path folder)
      throws Exception {
    System.out.printf("soak: %d seconds, seed %d%n", SECONDS, SEED);
    Path data = folder.resolve("data");
    SoakServer server = SoakServer.start(data, folder.resolve("server.log"));
    try {
      SoakTraffic traffic = new SoakTraffic(new SplittableRandom(SEED));
      traffic.prepare(server.client());
      SoakTraffic.Running running = traffic.start(server);
      long end = System.nanoTime() + Duration.ofSeconds(SECONDS).toNanos();
      Awaitility.await()
          .pollInterval(Duration.ofMillis(100))
          .atMost(Duration.ofSeconds(SECONDS + 10))
          .until(() -> running.isBroken() || System.nanoTime() > end);
      List<IOException> broken = running.end();
      assertEquals(List.of(), broken);
      System.out.println("soak: " + traffic.figures);
      new SoakEnd(server, traffic, data, folder).check(false);
    } finally {
      server.process().kill();
    }
  }
}
