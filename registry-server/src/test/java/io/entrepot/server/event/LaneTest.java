package io.entrepot.server.event;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.entrepot.storage.event.Offer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a lane does when its work fails. */
@Timeout(60)
final class LaneTest {
  private final AtomicInteger looks = new AtomicInteger();

  /** Work that fails whenever it looks. */
  private Lane.Work failing(Runnable failure) {
    return new Lane.Work() {
      @Override
      public List<Offer> next() {
        looks.incrementAndGet();
        failure.run();
        return List.of();
      }

      @Override
      public void carry(List<Offer> offers) {}

      @Override
      public Duration rest() {
        return Duration.ofHours(1);
      }
    };
  }

  @Test
  void an_error_does_not_end_it() {
    Runnable overflow =
        () -> {
          throw new StackOverflowError("of a test");
        };
    Lane lane = new Lane("lane", Duration.ofMillis(50), failing(overflow));
    try {
      await().until(() -> looks.get() > 2);
    } finally {
      lane.stop();
    }
  }

  @Test
  void while_it_recovers_it_is_not_woken() {
    Runnable failure =
        () -> {
          throw new IllegalStateException("of a test");
        };
    Lane lane = new Lane("lane", Duration.ofHours(1), failing(failure));
    try {
      await().until(() -> looks.get() == 1);
      await()
          .during(Duration.ofMillis(500))
          .until(() -> {
            lane.wake();
            return looks.get() == 1;
          });
    } finally {
      lane.stop();
    }
    lane.awaitEnd(System.nanoTime() + Duration.ofSeconds(30).toNanos());
    assertEquals(1, looks.get());
  }
}
