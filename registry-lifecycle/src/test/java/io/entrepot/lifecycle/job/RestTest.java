package io.entrepot.lifecycle.job;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class RestTest {
  private static final long STEP = 2_000_000;

  private final AtomicLong writes = new AtomicLong(100);
  private final AtomicLong nanos = new AtomicLong(-5);
  private final Traffic traffic = new Traffic(writes::get);
  private final Rest rest = new Rest(traffic, nanos::get);

  /** A step that writes once, while others write so often. */
  private long afterStep(int others) {
    writes.addAndGet(1 + others);
    return rest.length(STEP);
  }

  @Test
  void alone_it_rests_as_long_as_it_worked() {
    assertEquals(STEP, afterStep(0));
    assertEquals(STEP, afterStep(0));
  }

  @Test
  void a_step_that_only_reads_is_alone_too() {
    assertEquals(STEP, rest.length(STEP));
  }

  @Test
  void beside_others_that_write_it_takes_a_tenth_of_the_time_until_they_are_quiet_again() {
    assertEquals(9 * STEP, afterStep(2));
    assertEquals(9 * STEP, afterStep(1_000));
    assertEquals(STEP, afterStep(0));
  }

  @Test
  void what_others_write_while_it_rests_counts_for_the_next_rest() {
    assertEquals(STEP, afterStep(0));
    writes.addAndGet(2);
    assertEquals(9 * STEP, afterStep(0));
  }

  @Test
  void other_jobs_are_not_others() {
    Rest another = new Rest(traffic, nanos::get);
    for (int i = 0; i < 10; i++) {
      for (Rest each : List.of(another, another, another, rest)) {
        writes.incrementAndGet();
        assertEquals(STEP, each.length(STEP));
      }
    }
  }

  @Test
  void a_job_that_takes_long_takes_more_and_more_of_the_time_beside_others() {
    nanos.addAndGet(Rest.LONG.toNanos());
    assertEquals(9 * STEP, afterStep(5));
    nanos.incrementAndGet();
    assertEquals(3 * STEP, afterStep(5));
    nanos.addAndGet(Rest.VERY_LONG.toNanos());
    assertEquals(STEP, afterStep(5));
  }

  @Test
  void no_rest_is_longer_than_a_second() {
    writes.addAndGet(50);
    assertEquals(Duration.ofSeconds(1).toNanos(), rest.length(Duration.ofMinutes(1).toNanos()));
  }
}
