package io.entrepot.server.observe.audit;

import io.entrepot.server.access.AuditEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/**
 * Records on their way from the requests to the one thread that writes. A part of the room is kept
 * for changes, so that a flood of refusals does not crowd them out.
 */
final class AuditQueue {
  /** Records that wait, at most. */
  static final int CAPACITY = 4_096;

  /** Of these, for changes alone. */
  static final int FOR_CHANGES = 1_024;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition room = lock.newCondition();
  private final Condition work = lock.newCondition();
  private final Condition written = lock.newCondition();
  private final ArrayDeque<Entry> waiting = new ArrayDeque<>();
  private long added;
  private long done;
  private boolean closed;

  /** A record and its time. */
  record Entry(Instant time, AuditEvent event) {}

  /**
   * Adds a record when there is room within this time, and waits within the same time again until a
   * change is written. An interrupted thread does not wait.
   *
   * @return whether it was added; not once this is closed
   */
  boolean add(Entry entry, Duration patience) {
    int capacity = entry.event().changed() ? CAPACITY : CAPACITY - FOR_CHANGES;
    lock.lock();
    try {
      await(room, () -> waiting.size() < capacity || closed, patience);
      if (waiting.size() >= capacity || closed) {
        return false;
      }
      waiting.add(entry);
      long mine = ++added;
      work.signal();
      if (entry.event().changed()) {
        await(written, () -> done >= mine, patience);
      }
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** The next records, oldest first; none when none came within this time. */
  List<Entry> take(int most, Duration patience) {
    lock.lock();
    try {
      await(work, () -> !waiting.isEmpty() || closed, patience);
      List<Entry> batch = new ArrayList<>(Math.min(most, waiting.size()));
      while (batch.size() < most && !waiting.isEmpty()) {
        batch.add(waiting.poll());
      }
      room.signalAll();
      return batch;
    } finally {
      lock.unlock();
    }
  }

  /** So many of those that were taken are written. */
  void done(int count) {
    lock.lock();
    try {
      done += count;
      written.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Lets the writer pause, unless this is closed. */
  void rest(Duration time) {
    lock.lock();
    try {
      await(work, () -> closed, time);
    } finally {
      lock.unlock();
    }
  }

  int size() {
    lock.lock();
    try {
      return waiting.size();
    } finally {
      lock.unlock();
    }
  }

  boolean isClosed() {
    lock.lock();
    try {
      return closed;
    } finally {
      lock.unlock();
    }
  }

  /** Takes no more records; those that wait may still be taken. */
  void close() {
    lock.lock();
    try {
      closed = true;
      work.signalAll();
      room.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private static void await(Condition condition, BooleanSupplier enough, Duration time) {
    long left = time.toNanos();
    try {
      while (!enough.getAsBoolean() && left > 0) {
        left = condition.awaitNanos(left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
