package io.entrepot.storage.driver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class DiskThreadsTest {

  private static void await(CountDownLatch latch) throws IOException {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  @Test
  void callsRunOnPlatformThreadsAndNestedOnesOnTheSame() throws Exception {
    try (DiskThreads disk = new DiskThreads(1, 0);
        var virtual = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Boolean> ran =
          virtual.submit(() ->
              disk.call(() -> {
                Thread outer = Thread.currentThread();
                assertSame(outer, disk.call(Thread::currentThread));
                return outer.isVirtual();
              }));
      assertFalse(ran.get());
    }
  }

  @Test
  void failuresComeThroughAsTheyAre() {
    try (DiskThreads disk = new DiskThreads(1, 0)) {
      IOException checked = new IOException("x");
      IllegalStateException unchecked = new IllegalStateException("y");
      assertSame(
          checked,
          assertThrows(
              IOException.class,
              () ->
                  disk.call(() -> {
                    throw checked;
                  })));
      assertSame(
          unchecked,
          assertThrows(
              IllegalStateException.class,
              () ->
                  disk.call(() -> {
                    throw unchecked;
                  })));
    }
  }

  @Test
  void noMoreCallsRunAtATimeThanThereAreThreads() throws Exception {
    AtomicInteger running = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    AtomicInteger done = new AtomicInteger();
    try (DiskThreads disk = new DiskThreads(3, 2);
        var virtual = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Integer>> calls = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        calls.add(
            virtual.submit(() ->
                disk.call(() -> {
                  most.accumulateAndGet(running.incrementAndGet(), Math::max);
                  Thread.onSpinWait();
                  running.decrementAndGet();
                  return done.incrementAndGet();
                })));
      }
      for (Future<Integer> call : calls) {
        assertTrue(call.get() > 0);
      }
    }
    assertEquals(200, done.get());
    assertTrue(most.get() <= 3, () -> most + " at a time");
  }

  @Test
  void anInterruptedCallerWaitsForItsCallAndStaysInterrupted() throws Exception {
    try (DiskThreads disk = new DiskThreads(1, 0);
        var callers = Executors.newVirtualThreadPerTaskExecutor()) {
      CountDownLatch goOn = new CountDownLatch(1);
      AtomicInteger ended = new AtomicInteger();
      Future<Boolean> caller =
          callers.submit(() -> {
            Thread self = Thread.currentThread();
            disk.call(() -> {
              self.interrupt();
              await(goOn);
              return ended.incrementAndGet();
            });
            assertEquals(1, ended.get());
            return self.isInterrupted();
          });
      assertFalse(caller.isDone());
      goOn.countDown();
      assertTrue(caller.get());
    }
  }

  @Test
  void backgroundWorkIsRefusedWhenMuchWaits() throws IOException {
    CountDownLatch goOn = new CountDownLatch(1);
    AtomicInteger ran = new AtomicInteger();
    int accepted = 0;
    try (DiskThreads disk = new DiskThreads(1, 0)) {
      while (accepted < 1000
          && disk.tryInBackground(() -> {
            try {
              goOn.await();
              ran.incrementAndGet();
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
          })) {
        accepted++;
      }
      assertEquals(7, disk.call(() -> 7));
      goOn.countDown();
    }
    assertTrue(accepted < 1000, "it took everything");
    assertEquals(accepted, ran.get());
  }

  @Test
  void nothingIsAcceptedAfterTheEnd() {
    DiskThreads disk = new DiskThreads(1, 0);
    disk.close();
    assertThrows(RejectedExecutionException.class, () -> disk.call(() -> 1));
  }
}
