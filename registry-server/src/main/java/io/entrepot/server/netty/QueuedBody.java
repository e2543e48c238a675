package io.entrepot.server.netty;

import io.entrepot.server.http.Body;
import io.entrepot.server.http.BodyInterruptedException;
import io.entrepot.server.http.BodyTooLargeException;
import io.netty.buffer.ByteBuf;
import io.netty.util.concurrent.EventExecutor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A body on its way from the event loop, which offers, to its reader's thread, which takes all that
 * waits at once: the faster the client, the larger the batches. When what its buffers hold is as
 * much as is allowed, the client is held back until the reader is done with the half of it.
 */
final class QueuedBody implements Body {
  private final OptionalLong declared;
  private final EventExecutor loop;
  private final BodyFlow flow;
  private final WholeBodies memory;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final WaitingPieces pieces;

  private boolean paused;
  private boolean ended;
  private boolean dropping;
  private boolean readerCame;
  private @Nullable String failure;

  /** Since when the reader waits for the client, by {@link System#nanoTime}; valid if waiting. */
  private long waitingSince;

  private boolean waiting;

  private long received;

  /** When the reader gives up, by {@link System#nanoTime}. For its thread alone. */
  private OptionalLong deadline = OptionalLong.empty();

  QueuedBody(
      OptionalLong declared,
      EventExecutor loop,
      BodyFlow flow,
      WholeBodies whole,
      BodyMemory waiting) {
    this.declared = declared;
    this.loop = loop;
    this.flow = flow;
    this.memory = whole;
    this.pieces = new WaitingPieces(waiting);
  }

  @Override
  public OptionalLong declaredLength() {
    return declared;
  }

  @Override
  public void drainTo(Sink sink) throws IOException {
    for (List<WaitingPieces.Piece> batch = take(); !batch.isEmpty(); batch = take()) {
      try {
        sink.write(chunks(batch));
      } finally {
        release(batch);
      }
    }
  }

  private static ByteBuffer[] chunks(List<WaitingPieces.Piece> batch) {
    ByteBuffer[] chunks = new ByteBuffer[batch.size()];
    for (int i = 0; i < chunks.length; i++) {
      chunks[i] = batch.get(i).bytes().nioBuffer();
    }
    return chunks;
  }

  @Override
  public byte[] readAll(int limit) throws IOException {
    if (declared.isPresent() && declared.getAsLong() > limit) {
      throw new BodyTooLargeException(limit);
    }
    deadline = OptionalLong.of(System.nanoTime() + memory.patience().toNanos());
    try (WholeBody whole = new WholeBody(memory, limit, declared)) {
      drainTo(whole);
      return whole.toBytes();
    }
  }

  /** Waits for bytes and takes what waits, up to a batch; empty at the end. */
  private List<WaitingPieces.Piece> take() throws IOException {
    lock.lock();
    try {
      announceReader();
      await();
      List<WaitingPieces.Piece> batch = pieces.take(TransportLimits.BODY_BATCH_BYTES);
      if (batch.isEmpty() && failure != null) {
        throw new BodyInterruptedException(failure);
      }
      return batch;
    } finally {
      lock.unlock();
    }
  }

  private void release(Collection<WaitingPieces.Piece> done) {
    lock.lock();
    try {
      flow.taken(pieces.release(done));
      settle();
      if (paused && pieces.isHalfEmpty()) {
        paused = false;
        loop.execute(flow::resumeReading);
      }
    } finally {
      lock.unlock();
    }
  }

  private void announceReader() {
    if (!readerCame) {
      readerCame = true;
      loop.execute(flow::readerCame);
    }
  }

  /** When no more is to come, no share is needed for it. */
  private void settle() {
    if (ended || dropping || failure != null) {
      pieces.giveBack();
    }
  }

  private void await() throws BodyInterruptedException {
    try {
      while (pieces.isEmpty() && !ended && failure == null) {
        if (!waiting) {
          waiting = true;
          waitingSince = System.nanoTime();
        }
        if (deadline.isEmpty()) {
          changed.await();
        } else if (changed.awaitNanos(deadline.getAsLong() - System.nanoTime()) <= 0) {
          throw new BodyInterruptedException("the body took too long to arrive");
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BodyInterruptedException("the reader was interrupted");
    } finally {
      waiting = false;
    }
  }

  /** Adds bytes, which are released in the end. On the event loop. */
  void offer(ByteBuf bytes) {
    lock.lock();
    try {
      received += bytes.readableBytes();
      if (dropping || failure != null) {
        flow.taken(bytes.readableBytes());
        bytes.release();
        return;
      }
      pieces.add(bytes);
      if (!paused && roomFor(TransportLimits.READ_MIN_BYTES) < TransportLimits.READ_MIN_BYTES) {
        paused = true;
        flow.pauseReading();
      }
      changed.signal();
    } finally {
      lock.unlock();
    }
  }

  /** How many bytes to read when so many could be. On the event loop. */
  int room(int wanted) {
    lock.lock();
    try {
      return roomFor(wanted);
    } finally {
      lock.unlock();
    }
  }

  private int roomFor(int wanted) {
    return pieces.room(wanted, readerCame && !dropping && failure == null);
  }

  /** Gives back what is not used while the client is slower than the reader. On the event loop. */
  void rest() {
    lock.lock();
    try {
      if (waiting) {
        pieces.giveBack();
      }
    } finally {
      lock.unlock();
    }
  }

  /** In bytes, of memory. */
  long held() {
    lock.lock();
    try {
      return pieces.held();
    } finally {
      lock.unlock();
    }
  }

  /** The last byte has been offered. On the event loop. */
  void end() {
    lock.lock();
    try {
      if (failure == null && declared.isPresent() && declared.getAsLong() != received) {
        failure = "the body is not as long as declared";
      }
      ended = true;
      settle();
      changed.signal();
    } finally {
      lock.unlock();
    }
  }

  /** No more bytes will come, though some are missing. On the event loop. */
  void fail(String reason) {
    lock.lock();
    try {
      if (!ended && failure == null) {
        failure = reason;
        settle();
        changed.signal();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Drops what waits and what is still to come: the answer is ready. On the event loop. */
  void drop() {
    lock.lock();
    try {
      dropping = true;
      release(pieces.take(Long.MAX_VALUE));
    } finally {
      lock.unlock();
    }
  }

  /** Whether all of it has arrived. */
  boolean hasEnded() {
    lock.lock();
    try {
      return ended;
    } finally {
      lock.unlock();
    }
  }

  /** Whether the reader has waited for the client since before this time. On the event loop. */
  boolean waitsSince(long nanoTime) {
    lock.lock();
    try {
      return waiting && waitingSince - nanoTime < 0;
    } finally {
      lock.unlock();
    }
  }

  /** In bytes, so far. */
  long received() {
    lock.lock();
    try {
      return received;
    } finally {
      lock.unlock();
    }
  }
}
