package io.entrepot.server.netty;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.PooledByteBufAllocator;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** What waiting pieces count for is what they keep from being freed. */
@ParameterizedClass
@MethodSource("allocators")
final class WaitingPiecesTest {
  private static final int COST = TransportLimits.BODY_BUFFER_COST_BYTES;
  private static final int PIECE = TransportLimits.BODY_SMALL_PIECE_BYTES;
  private static final int CAPACITY = 64 * 1024;

  @Parameter ByteBufAllocator allocator = ByteBufAllocator.DEFAULT;

  private final WaitingPieces pieces = new WaitingPieces(new BodyMemory(0));

  static List<ByteBufAllocator> allocators() {
    return List.of(ByteBufAllocator.DEFAULT, PooledByteBufAllocator.DEFAULT);
  }

  private ByteBuf sparse() {
    return allocator.ioBuffer(CAPACITY, CAPACITY).writeZero(PIECE);
  }

  /** Adds so many pieces that are cut from one buffer. */
  private ByteBuf addCut(int count) {
    ByteBuf whole = allocator.ioBuffer(CAPACITY, CAPACITY).writeZero(count * PIECE);
    for (int i = 0; i < count; i++) {
      pieces.add(whole.readRetainedSlice(PIECE));
    }
    whole.release();
    return whole;
  }

  private List<WaitingPieces.Piece> takeAndRelease(long enough) {
    List<WaitingPieces.Piece> taken = pieces.take(enough);
    pieces.release(taken);
    return taken;
  }

  @AfterEach
  void nothingIsLeft() {
    takeAndRelease(Long.MAX_VALUE);
    assertEquals(0, pieces.held());
  }

  @Test
  void aBufferCountsWholeHoweverLittleIsInIt() {
    for (int i = 1; i <= 10; i++) {
      pieces.add(sparse());
      assertEquals(i * (long) (CAPACITY + COST), pieces.held());
    }
  }

  @Test
  void piecesCutFromOneBufferCountForItOnce() {
    addCut(3);
    assertEquals(CAPACITY + 3 * COST, pieces.held());
    addCut(2);
    assertEquals(2 * CAPACITY + 5 * COST, pieces.held());
  }

  @Test
  void whatWasTakenCountsUntilItIsReleased() {
    ByteBuf whole = addCut(3);
    List<WaitingPieces.Piece> taken = pieces.take(1);
    assertEquals(3, taken.size(), "the pieces of one buffer stay together");
    assertEquals(CAPACITY + 3 * COST, pieces.held());
    assertEquals(3, whole.refCnt());
    pieces.release(taken);
    assertEquals(0, pieces.held());
    assertEquals(0, whole.refCnt());
  }

  @Test
  void aPieceOfABufferWhoseOthersWereTakenCountsAnew() {
    ByteBuf whole = allocator.ioBuffer(CAPACITY, CAPACITY).writeZero(2 * PIECE);
    pieces.add(whole.readRetainedSlice(PIECE));
    takeAndRelease(1);
    pieces.add(whole.readRetainedSlice(PIECE));
    whole.release();
    assertEquals(CAPACITY + COST, pieces.held());
  }

  @Test
  void theBufferThatSmallPiecesAreCopiedIntoCountsAndTheirOwnDoesNot() {
    pieces.add(sparse());
    ByteBuf small = allocator.ioBuffer(CAPACITY, CAPACITY).writeZero(1);
    pieces.add(small);
    assertEquals(0, small.refCnt());
    assertEquals(CAPACITY + TransportLimits.BODY_COLLECTED_BYTES + 2 * COST, pieces.held());
  }

  @Test
  void aBatchEndsWhenItHoldsEnough() {
    for (int i = 0; i < 5; i++) {
      pieces.add(sparse());
    }
    assertEquals(2, takeAndRelease(2L * CAPACITY).size());
    assertEquals(3, takeAndRelease(Long.MAX_VALUE).size());
    assertTrue(pieces.isEmpty());
  }
}
