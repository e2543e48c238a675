package io.entrepot.server.netty;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.util.concurrent.ImmediateEventExecutor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What waits for its reader is bounded, in bytes and in buffers. */
final class QueuedBodyTest {
  private static final int BASE = TransportLimits.BODY_BASE_BYTES;
  private static final int SHARE = TransportLimits.BODY_SHARE_BYTES;
  private static final int COST = TransportLimits.BODY_BUFFER_COST_BYTES;

  private final Flow flow = new Flow();
  private final BodyMemory memory = new BodyMemory(SHARE);
  private final QueuedBody body =
      new QueuedBody(
          OptionalLong.empty(),
          ImmediateEventExecutor.INSTANCE,
          flow,
          WholeBodies.OF_PROCESS,
          memory);
  private final ByteArrayOutputStream offered = new ByteArrayOutputStream();
  private final List<ByteBuf> pieces = new ArrayList<>();

  /** Remembers whether the client is held back. */
  private static final class Flow implements BodyFlow {
    private boolean paused;

    @Override
    public void pauseReading() {
      paused = true;
    }

    @Override
    public void resumeReading() {
      paused = false;
    }

    @Override
    public void taken(long bytes) {}

    @Override
    public void readerCame() {}
  }

  private void offer(int length) {
    byte[] bytes = new byte[length];
    bytes[0] = (byte) pieces.size();
    offered.writeBytes(bytes);
    ByteBuf piece = PooledByteBufAllocator.DEFAULT.directBuffer(length).writeBytes(bytes);
    pieces.add(piece);
    body.offer(piece);
  }

  private void offerUntilHeldBack(int length) {
    while (!flow.paused && offered.size() <= BASE) {
      offer(length);
    }
    assertTrue(flow.paused);
  }

  /** Reads all, and returns how many buffers it was. */
  private int read() throws IOException {
    body.end();
    List<Integer> buffers = new ArrayList<>();
    ByteArrayOutputStream read = new ByteArrayOutputStream();
    body.drainTo(chunks -> {
      buffers.add(chunks.length);
      for (ByteBuffer chunk : chunks) {
        byte[] bytes = new byte[chunk.remaining()];
        chunk.get(bytes);
        read.writeBytes(bytes);
      }
    });
    assertArrayEquals(offered.toByteArray(), read.toByteArray());
    assertTrue(pieces.stream().allMatch(piece -> piece.refCnt() == 0), "all are released");
    assertEquals(1, buffers.size(), "all came at once");
    return buffers.getFirst();
  }

  @Test
  void tinyPiecesAreCopiedTogether() throws IOException {
    offerUntilHeldBack(1);
    int most = BASE / TransportLimits.BODY_COLLECTED_BYTES + 1;
    assertTrue(read() <= most);
  }

  @Test
  void eachBufferCounts() throws IOException {
    int piece = TransportLimits.BODY_SMALL_PIECE_BYTES;
    offerUntilHeldBack(piece);
    int full = BASE - TransportLimits.READ_MIN_BYTES;
    assertEquals(full / (piece + COST) + 1, read());
  }

  /** Runs with a reader that has taken what there was and is not done with it. */
  private void whileBeingRead(Runnable action) throws InterruptedException {
    CompletableFuture<Void> taken = new CompletableFuture<>();
    CompletableFuture<Void> done = new CompletableFuture<>();
    Thread reader =
        Thread.startVirtualThread(() -> {
          try {
            body.drainTo(chunks -> {
              taken.complete(null);
              done.join();
            });
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
    offer(1);
    taken.join();
    action.run();
    body.end();
    done.complete(null);
    reader.join();
  }

  /** Offers large buffers with little in them until the client is held back. */
  private int offerSparse() {
    int buffers = 0;
    while (!flow.paused && buffers < 1000) {
      int capacity = body.room(TransportLimits.BODY_READ_MAX_BYTES);
      ByteBuf sparse = PooledByteBufAllocator.DEFAULT.directBuffer(capacity, capacity);
      pieces.add(sparse.writeZero(TransportLimits.BODY_SMALL_PIECE_BYTES));
      body.offer(sparse);
      buffers++;
    }
    return buffers;
  }

  @Test
  void sparselyFilledBuffersHoldTheClientBackByWhatTheyHold() throws InterruptedException {
    whileBeingRead(() -> {
      int buffers = offerSparse();
      int most = BASE + SHARE;
      assertTrue(flow.paused);
      assertEquals(Math.ceilDiv(most, TransportLimits.BODY_READ_MAX_BYTES + COST), buffers);
      assertTrue(body.held() > most - TransportLimits.READ_MIN_BYTES, "held " + body.held());
      assertTrue(body.held() <= most + COST, "held " + body.held());
      assertEquals(0, memory.free());
    });
    assertEquals(0, body.held());
    assertEquals(SHARE, memory.free());
    assertTrue(pieces.stream().allMatch(piece -> piece.refCnt() == 0), "all are released");
    assertFalse(flow.paused);
  }

  @Test
  void withoutAShareABodyMakesDoWithItsBase() throws InterruptedException {
    assertTrue(memory.take(1));
    whileBeingRead(() -> {
      offerSparse();
      assertTrue(flow.paused);
      assertTrue(body.held() <= BASE + COST, "held " + body.held());
      assertEquals(SHARE - 1, memory.free());
    });
    assertEquals(0, body.held());
    assertEquals(SHARE - 1, memory.free());
  }

  @Test
  void aBodyThatNobodyReadsGetsNoShare() {
    offerSparse();
    assertTrue(flow.paused);
    assertTrue(body.held() <= BASE + COST, "held " + body.held());
    assertEquals(SHARE, memory.free());
    body.drop();
    assertEquals(0, body.held());
  }

  @Test
  void aShareGoesBackWhenTheClientStalls() throws InterruptedException {
    Thread reader =
        Thread.startVirtualThread(() -> {
          try {
            body.drainTo(chunks -> {});
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
    await().until(() -> body.waitsSince(System.nanoTime()));
    assertEquals(SHARE, body.room(SHARE));
    assertEquals(0, memory.free());
    body.rest();
    assertEquals(SHARE, memory.free());
    body.end();
    reader.join();
  }

  @Test
  void smallAndLargePiecesStayInOrder() throws IOException {
    int small = TransportLimits.BODY_SMALL_PIECE_BYTES - 1;
    for (int length : new int[] {1, 1, small, small + 1, 2, small, small, small, small, 5, 9000}) {
      offer(length);
    }
    read();
  }

  @Test
  void aDroppedBodyLetsGoOfAllAndStartsAgainFromNothing() {
    offerUntilHeldBack(1);
    body.drop();
    offer(1);
    assertTrue(pieces.stream().allMatch(piece -> piece.refCnt() == 0));
    assertTrue(!flow.paused);
  }
}
