package io.entrepot.server.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class ThrottleTest {
  private static final int AT_ONCE = 200;
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-11-21T08:00:00Z"));

  private final Throttle throttle = new Throttle(CLOCK);
  private final InetAddress source = InetAddress.getLoopbackAddress();

  @Test
  void many_who_are_right_at_once_are_all_let_in() throws Exception {
    AtomicInteger number = new AtomicInteger();
    List<Boolean> let =
        atOnce(() -> {
          try (Throttle.Attempt attempt =
              throttle.attempt("user-" + number.getAndIncrement(), source)) {
            attempt.right();
          }
          return true;
        });
    assertEquals(AT_ONCE, let.size());
  }

  @Test
  void one_user_who_is_right_many_times_at_once_is_let_in() throws Exception {
    List<Boolean> let =
        atOnce(() -> {
          try (Throttle.Attempt attempt = throttle.attempt("ann", source)) {
            attempt.right();
          }
          return true;
        });
    assertEquals(AT_ONCE, let.size());
  }

  @Test
  void many_wrong_ones_at_once_are_no_way_around() throws Exception {
    AtomicInteger looked = new AtomicInteger();
    List<Boolean> let =
        atOnce(() -> {
          try {
            Throttle.Attempt attempt = throttle.attempt("ann", source);
            looked.incrementAndGet();
            attempt.close();
            return true;
          } catch (NotAuthenticatedException e) {
            assertEquals(NotAuthenticatedException.Kind.TOO_MANY, e.kind());
            return false;
          }
        });
    assertEquals(Throttle.TRIES_OF_A_USER, looked.get());
    assertEquals(Throttle.TRIES_OF_A_USER, let.stream().filter(each -> each).count());
  }

  @Test
  void no_more_are_looked_at_together_than_could_be_wrong() throws Exception {
    AtomicInteger open = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    atOnce(() -> {
      try (Throttle.Attempt attempt = throttle.attempt("ann", source)) {
        most.accumulateAndGet(open.incrementAndGet(), Math::max);
        open.decrementAndGet();
        attempt.right();
      }
      return true;
    });
    assertTrue(most.get() <= Throttle.TRIES_OF_A_USER, "together: " + most);
  }

  @Test
  void a_try_that_breaks_off_counts_as_wrong() {
    for (int i = 0; i < Throttle.TRIES_OF_A_USER; i++) {
      assertThrows(IllegalStateException.class, this::breakOff);
    }
    NotAuthenticatedException refused =
        assertThrows(NotAuthenticatedException.class, () -> throttle.attempt("ann", source));
    assertEquals(Duration.ofMillis(10_999), refused.delay());
  }

  private void breakOff() {
    try (Throttle.Attempt attempt = throttle.attempt("ann", source)) {
      throw new IllegalStateException("the store is gone before " + attempt.getClass());
    }
  }

  private static <T> List<T> atOnce(Callable<T> work) throws Exception {
    CountDownLatch go = new CountDownLatch(1);
    List<T> results = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<T>> futures = new ArrayList<>();
      for (int i = 0; i < AT_ONCE; i++) {
        futures.add(
            threads.submit(() -> {
              go.await();
              return work.call();
            }));
      }
      go.countDown();
      for (Future<T> future : futures) {
        results.add(future.get(30, TimeUnit.SECONDS));
      }
    }
    return results;
  }
}
