package io.entrepot.server.netty;

import io.netty.buffer.ByteBuf;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of one body that wait for their reader or are being read, and the memory that they
 * hold: the whole of each buffer, however little it was filled, and once however many pieces were
 * cut from it. A body has a base of its own, and while it needs more a share of what all have
 * together. Guarded by its body's lock.
 */
final class WaitingPieces {
  /** Bytes, and what they cost. */
  record Piece(ByteBuf bytes, int cost) {
    int length() {
      return bytes.readableBytes();
    }

    /** Whether it was cut from the buffer of the piece before it, which counts for both. */
    boolean isCutFromSame() {
      return cost == TransportLimits.BODY_BUFFER_COST_BYTES;
    }
  }

  private final BodyMemory memory;
  private final Deque<Piece> waiting = new ArrayDeque<>();

  /** The last that waits if it collects small pieces. */
  private @Nullable ByteBuf collecting;

  /** What the last that waits was cut from. */
  private @Nullable ByteBuf newest;

  private long held;
  private boolean shares;

  WaitingPieces(BodyMemory memory) {
    this.memory = memory;
  }

  boolean isEmpty() {
    return waiting.isEmpty();
  }

  /** Small pieces are copied together, but for the first: most often it is the only one. */
  void add(ByteBuf bytes) {
    int length = bytes.readableBytes();
    if (waiting.isEmpty() || length >= TransportLimits.BODY_SMALL_PIECE_BYTES) {
      append(bytes);
      collecting = null;
      return;
    }
    try {
      ByteBuf into = collecting;
      if (into == null || into.writableBytes() < length) {
        into = bytes.alloc().directBuffer(TransportLimits.BODY_COLLECTED_BYTES);
        append(into);
        collecting = into;
      }
      into.writeBytes(bytes);
    } finally {
      bytes.release();
    }
  }

  @SuppressWarnings("ReferenceEquality") // Two buffers may hold equal bytes.
  private void append(ByteBuf bytes) {
    ByteBuf whole = whole(bytes);
    int buffer = whole == newest ? 0 : whole.capacity();
    newest = whole;
    int cost = TransportLimits.BODY_BUFFER_COST_BYTES + buffer;
    held += cost;
    waiting.add(new Piece(bytes, cost));
  }

  private static ByteBuf whole(ByteBuf piece) {
    ByteBuf whole = piece;
    for (ByteBuf under = whole.unwrap(); under != null; under = whole.unwrap()) {
      whole = under;
    }
    return whole;
  }

  /** Takes those that came first, until they cost so much. They count until they are released. */
  List<Piece> take(long enough) {
    List<Piece> taken = new ArrayList<>();
    long cost = 0;
    while (!waiting.isEmpty() && (cost < enough || waiting.getFirst().isCutFromSame())) {
      Piece piece = waiting.removeFirst();
      cost += piece.cost();
      taken.add(piece);
    }
    if (waiting.isEmpty()) {
      collecting = null;
      newest = null;
    }
    return taken;
  }

  /** Gives up pieces that were taken; how many bytes they had. */
  long release(Collection<Piece> taken) {
    long bytes = 0;
    for (Piece piece : taken) {
      bytes += piece.length();
      piece.bytes().release();
      held -= piece.cost();
    }
    return bytes;
  }

  /** The memory that they hold, in bytes. */
  long held() {
    return held;
  }

  /** How many of the wanted bytes may come; may get a share when the base is too small for them. */
  int room(int wanted, boolean mayShare) {
    if (held + wanted > allowed() && mayShare && !shares) {
      shares = memory.take(TransportLimits.BODY_SHARE_BYTES);
    }
    return Math.clamp(allowed() - held, 0, wanted);
  }

  /** Whether enough has gone to let the client go on. */
  boolean isHalfEmpty() {
    return held <= allowed() / 2;
  }

  private long allowed() {
    long base = TransportLimits.BODY_BASE_BYTES;
    return shares ? base + TransportLimits.BODY_SHARE_BYTES : base;
  }

  /** Gives the share back if what is held does without. */
  void giveBack() {
    if (shares && held <= TransportLimits.BODY_BASE_BYTES) {
      shares = false;
      memory.giveBack(TransportLimits.BODY_SHARE_BYTES);
    }
  }
}
