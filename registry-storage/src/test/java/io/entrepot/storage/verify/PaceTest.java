package io.entrepot.storage.verify;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
final class PaceTest {
  @Test
  void reading_takes_at_least_as_long_as_its_rate_says() {
    long start = System.nanoTime();
    Pace pace = new Pace(1_000_000);
    for (int i = 0; i < 10; i++) {
      pace.take(10_000);
    }
    assertTrue(System.nanoTime() - start >= Duration.ofMillis(99).toNanos());
  }

  @Test
  void without_a_rate_nothing_waits() {
    new Pace(0).take(Integer.MAX_VALUE);
  }
}
