package io.entrepot.server.netty;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.util.concurrent.ImmediateEventExecutor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** What waits for its reader is bounded, in bytes and in buffers. */
final class QueuedBodyTest {
  private final Flow flow = new Flow();
  private final QueuedBody body =
      new QueuedBody(
          OptionalLong.empty(), ImmediateEventExecutor.INSTANCE, flow, WholeBodies.OF_PROCESS);
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
    while (!flow.paused && offered.size() <= TransportLimits.BODY_HIGH_WATER_BYTES) {
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
    int most = TransportLimits.BODY_HIGH_WATER_BYTES / TransportLimits.BODY_COLLECTED_BYTES + 1;
    assertTrue(read() <= most);
  }

  @Test
  void eachBufferCounts() throws IOException {
    int piece = TransportLimits.BODY_SMALL_PIECE_BYTES;
    offerUntilHeldBack(piece);
    int cost = piece + TransportLimits.BODY_BUFFER_COST_BYTES;
    assertEquals(Math.ceilDiv(TransportLimits.BODY_HIGH_WATER_BYTES, cost), read());
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
