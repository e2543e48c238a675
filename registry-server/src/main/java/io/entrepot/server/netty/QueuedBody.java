package io.entrepot.server.netty;

import io.entrepot.server.http.Body;
import io.entrepot.server.http.BodyInterruptedException;
import io.entrepot.server.http.BodyTooLargeException;
import io.netty.buffer.ByteBuf;
import io.netty.util.concurrent.EventExecutor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A body on its way from the event loop, which offers, to its reader's thread, which takes all that
 * is there at once: the faster the client, the larger the batches. Past a high-water mark the
 * client is held back until the reader has taken what waits.
 */
final class QueuedBody implements Body {
  private final OptionalLong declared;
  private final EventExecutor loop;
  private final BodyFlow flow;
  private final WholeBodies memory;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private List<ByteBuf> queue = new ArrayList<>();

  /** The last of the queue if it collects small pieces. */
  private @Nullable ByteBuf collecting;

  /** What waits, with what its buffers cost. */
  private long queuedBytes;

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

  QueuedBody(OptionalLong declared, EventExecutor loop, BodyFlow flow, WholeBodies memory) {
    this.declared = declared;
    this.loop = loop;
    this.flow = flow;
    this.memory = memory;
  }

  @Override
  public OptionalLong declaredLength() {
    return declared;
  }

  @Override
  public void drainTo(Sink sink) throws IOException {
    for (List<ByteBuf> batch = take(); !batch.isEmpty(); batch = take()) {
      try {
        sink.write(chunks(batch));
      } finally {
        batch.forEach(ByteBuf::release);
      }
    }
  }

  private static ByteBuffer[] chunks(List<ByteBuf> batch) {
    ByteBuffer[] chunks = new ByteBuffer[batch.size()];
    for (int i = 0; i < chunks.length; i++) {
      chunks[i] = batch.get(i).nioBuffer();
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

  /** Waits for bytes and takes them all; empty at the end. */
  private List<ByteBuf> take() throws IOException {
    lock.lock();
    try {
      announceReader();
      await();
      List<ByteBuf> batch = queue;
      startQueue();
      if (paused) {
        paused = false;
        loop.execute(flow::resumeReading);
      }
      if (batch.isEmpty() && failure != null) {
        throw new BodyInterruptedException(failure);
      }
      return batch;
    } finally {
      lock.unlock();
    }
  }

  private void startQueue() {
    queue = new ArrayList<>();
    collecting = null;
    queuedBytes = 0;
  }

  private void announceReader() {
    if (!readerCame) {
      readerCame = true;
      loop.execute(flow::readerCame);
    }
  }

  private void await() throws BodyInterruptedException {
    try {
      while (queue.isEmpty() && !ended && failure == null) {
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
        bytes.release();
        return;
      }
      enqueue(bytes);
      if (queuedBytes >= TransportLimits.BODY_HIGH_WATER_BYTES && !paused) {
        paused = true;
        flow.pauseReading();
      }
      changed.signal();
    } finally {
      lock.unlock();
    }
  }

  /** Small pieces are copied together, but for the first: most often it is the only one. */
  private void enqueue(ByteBuf bytes) {
    int length = bytes.readableBytes();
    if (queue.isEmpty() || length >= TransportLimits.BODY_SMALL_PIECE_BYTES) {
      add(bytes);
      collecting = null;
      return;
    }
    try {
      ByteBuf into = collecting;
      if (into == null || into.writableBytes() < length) {
        into = bytes.alloc().directBuffer(TransportLimits.BODY_COLLECTED_BYTES);
        add(into);
        collecting = into;
      }
      into.writeBytes(bytes);
      queuedBytes += length;
    } finally {
      bytes.release();
    }
  }

  private void add(ByteBuf buffer) {
    queue.add(buffer);
    queuedBytes += TransportLimits.BODY_BUFFER_COST_BYTES + buffer.readableBytes();
  }

  /** The last byte has been offered. On the event loop. */
  void end() {
    lock.lock();
    try {
      if (failure == null && declared.isPresent() && declared.getAsLong() != received) {
        failure = "the body is not as long as declared";
      }
      ended = true;
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
      queue.forEach(ByteBuf::release);
      startQueue();
      if (paused) {
        paused = false;
        flow.resumeReading();
      }
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
