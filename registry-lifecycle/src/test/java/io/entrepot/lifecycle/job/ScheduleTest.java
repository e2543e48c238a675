package io.entrepot.lifecycle.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.LongSummaryStatistics;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class ScheduleTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final Duration HOUR = Duration.ofHours(1);

  @Test
  void times_spread_over_the_jitter_and_stay_within_it() {
    Schedule schedule = new Schedule(HOUR, 0.25);
    Random random = new Random(7);
    LongSummaryStatistics seconds =
        IntStream.range(0, 1_000)
            .mapToLong(i -> Duration.between(NOW, schedule.next(NOW, random)).toSeconds())
            .summaryStatistics();
    assertTrue(seconds.getMin() >= 2_700 && seconds.getMin() < 2_750, seconds::toString);
    assertTrue(seconds.getMax() <= 4_500 && seconds.getMax() > 4_450, seconds::toString);
    assertEquals(NOW.plusSeconds(4_500), schedule.latest(NOW));
  }

  @Test
  void without_jitter_the_time_is_exact() {
    assertEquals(NOW.plus(HOUR), new Schedule(HOUR, 0).next(NOW, new Random(7)));
  }

  @Test
  void what_cannot_be_kept_is_refused() {
    assertThrows(IllegalArgumentException.class, () -> new Schedule(Duration.ZERO, 0));
    assertThrows(IllegalArgumentException.class, () -> new Schedule(Duration.ofDays(367), 0));
    assertThrows(IllegalArgumentException.class, () -> new Schedule(HOUR, 1.1));
    assertThrows(IllegalArgumentException.class, () -> new Schedule(HOUR, Double.NaN));
  }
}
