package io.entrepot.server.netty;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.entrepot.server.http.BodyInterruptedException;
import io.entrepot.server.http.TooManyBodiesException;
import io.netty.buffer.Unpooled;
import io.netty.util.concurrent.ImmediateEventExecutor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Bodies read whole share a bounded memory, and none may hold its part for long. */
final class WholeBodyTest {
  private static final int FREE = TransportLimits.WHOLE_BODY_FREE_BYTES;
  private static final int BUDGET = 100_000;
  private static final int LIMIT = 4 << 20;

  private final WholeBodies memory = new WholeBodies(BUDGET, Duration.ofMillis(50));

  private WholeBody body(int declared) {
    return new WholeBody(memory, LIMIT, OptionalLong.of(declared));
  }

  private static void write(WholeBody body, int length) throws IOException {
    body.write(new ByteBuffer[] {ByteBuffer.allocate(length)});
  }

  private QueuedBody queued() {
    BodyFlow flow =
        new BodyFlow() {
          @Override
          public void pauseReading() {}

          @Override
          public void resumeReading() {}

          @Override
          public void taken(long bytes) {}

          @Override
          public void readerCame() {}
        };
    return new QueuedBody(
        OptionalLong.empty(), ImmediateEventExecutor.INSTANCE, flow, memory, BodyMemory.OF_PROCESS);
  }

  @Test
  void allOfTheMemoryMayBeUsedAndNotAByteMore() throws IOException {
    try (WholeBody one = body(FREE + 1)) {
      try (WholeBody all = body(FREE + BUDGET)) {
        write(all, FREE + BUDGET);
        assertEquals(0, memory.free());
        write(one, FREE);
        assertThrows(TooManyBodiesException.class, () -> write(one, 1));
      }
      write(one, 1);
      assertEquals(BUDGET - 1, memory.free());
    }
    assertEquals(BUDGET, memory.free());
    try (WholeBody more = body(FREE + BUDGET + 1)) {
      assertThrows(TooManyBodiesException.class, () -> write(more, FREE + BUDGET + 1));
    }
    assertEquals(BUDGET, memory.free());
  }

  @Test
  void whatIsDeclaredTakesNothingBeforeItComes() throws IOException {
    try (WholeBody body = body(LIMIT)) {
      write(body, FREE);
      assertEquals(BUDGET, memory.free());
    }
  }

  @Test
  void whatComesInPiecesIsWhole() throws IOException {
    byte[] bytes = new byte[50_000];
    new Random(7).nextBytes(bytes);
    QueuedBody body = queued();
    for (int at = 0; at < bytes.length; at += 1000) {
      body.offer(Unpooled.wrappedBuffer(bytes, at, 1000));
    }
    body.end();
    assertArrayEquals(bytes, body.readAll(LIMIT));
    assertEquals(BUDGET, memory.free());
  }

  @Test
  @Timeout(20)
  void aBodyThatTakesTooLongIsInterruptedAndGivesItsMemoryBack() {
    QueuedBody body = queued();
    body.offer(Unpooled.wrappedBuffer(new byte[FREE + 1]));
    assertThrows(BodyInterruptedException.class, () -> body.readAll(LIMIT));
    assertEquals(BUDGET, memory.free());
  }
}
