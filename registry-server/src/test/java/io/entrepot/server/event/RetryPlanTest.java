package io.entrepot.server.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.entrepot.storage.event.Event;
import io.entrepot.storage.event.EventKind;
import io.entrepot.storage.event.Offer;
import io.entrepot.storage.event.Outcome;
import io.entrepot.storage.oci.RegistryId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RetryPlanTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  private final RetryPlan plan = new RetryPlan(new Random(1));

  private static Offer offer(long attempts, Duration age) {
    Event event =
        new Event(
            1,
            new UUID(0, 1),
            NOW.minus(age),
            EventKind.REPOSITORY_CREATE,
            RegistryId.DEFAULT,
            Optional.of("app"),
            Optional.empty(),
            Optional.empty());
    return new Offer(event, attempts, NOW.minus(age));
  }

  private Duration wait(long attempts, Delivery.Refused refused) {
    Outcome outcome = plan.outcome(offer(attempts, Duration.ZERO), refused, NOW);
    return Duration.between(NOW, assertInstanceOf(Outcome.Again.class, outcome).due());
  }

  @ParameterizedTest
  @CsvSource({"0, 1000", "1, 2000", "5, 32000", "8, 256000", "9, 480000", "183, 480000"})
  void waits_double_up_to_eight_minutes_and_half_of_each_is_chance(long attempts, long most) {
    for (int i = 0; i < 100; i++) {
      long wait = wait(attempts, new Delivery.Refused("no")).toMillis();
      assertTrue(wait >= most / 2 && wait <= most, () -> wait + " of " + most);
    }
  }

  @Test
  void a_sink_may_ask_for_a_longer_wait_but_for_no_shorter_one_and_not_for_ever() {
    assertEquals(
        Duration.ofSeconds(90),
        wait(0, new Delivery.Refused("no", Optional.of(Duration.ofSeconds(90)))));
    assertTrue(
        wait(9, new Delivery.Refused("no", Optional.of(Duration.ofSeconds(-5)))).toMinutes() >= 4);
    assertEquals(
        Duration.ofHours(1),
        wait(0, new Delivery.Refused("no", Optional.of(Duration.ofDays(9_999)))));
  }

  @Test
  void after_185_times_or_24_hours_an_event_is_given_up() {
    Delivery no = new Delivery.Refused("no");
    assertInstanceOf(Outcome.Again.class, plan.outcome(offer(183, Duration.ZERO), no, NOW));
    assertInstanceOf(Outcome.Dead.class, plan.outcome(offer(184, Duration.ZERO), no, NOW));
    Duration day = Duration.ofHours(24);
    assertInstanceOf(Outcome.Again.class, plan.outcome(offer(0, day.minusMillis(1)), no, NOW));
    assertInstanceOf(Outcome.Dead.class, plan.outcome(offer(0, day), no, NOW));
    assertInstanceOf(Outcome.Taken.class, plan.outcome(offer(184, day), new Delivery.Taken(), NOW));
  }
}
