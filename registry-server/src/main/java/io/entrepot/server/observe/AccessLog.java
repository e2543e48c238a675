package io.entrepot.server.observe;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes a line per request from a thread of its own. Whoever brings a line never waits: when the
 * reader of the log is too slow, lines are dropped and counted.
 *
 * <p>The writer naps for a few milliseconds after each batch, so that under load nobody pays for
 * waking it, and sleeps for good only when a nap brought nothing.
 */
public final class AccessLog implements AutoCloseable {
  /** Lines that wait for the writer. */
  static final int CAPACITY = 16_384;

  private static final int BATCH_CHARS = 32 * 1024;
  private static final Duration NAP = Duration.ofMillis(5);
  private static final Duration LAST_WORDS = Duration.ofSeconds(2);
  private static final Logger LOG = LoggerFactory.getLogger(AccessLog.class);

  private final ConcurrentLinkedQueue<AccessLine> lines = new ConcurrentLinkedQueue<>();
  private final AtomicInteger waiting = new AtomicInteger();
  private final LongAdder dropped = new LongAdder();
  private final OutputStream out;
  private final AccessFormat format;
  private final Thread writer;
  private volatile boolean asleep;
  private volatile boolean closed;
  private long reported;

  /**
   * Starts the writer.
   *
   * @param json one JSON object a line, or else text
   */
  public AccessLog(OutputStream out, boolean json) {
    this.out = out;
    format = new AccessFormat(json);
    writer = Thread.ofPlatform().daemon().name("access-log").unstarted(this::writeAll);
    writer.start();
  }

  /** Any thread; never blocks. */
  void write(AccessLine line) {
    if (waiting.incrementAndGet() > CAPACITY) {
      waiting.decrementAndGet();
      dropped.increment();
      return;
    }
    lines.add(line);
    if (asleep) {
      LockSupport.unpark(writer);
    }
  }

  /** How many lines were never written. */
  long dropped() {
    return dropped.sum();
  }

  private void writeAll() {
    StringBuilder batch = new StringBuilder(BATCH_CHARS + 1024);
    boolean idle = false;
    try {
      while (!(closed && lines.isEmpty())) {
        boolean wrote = writeBatch(batch);
        if (!wrote && idle) {
          sleep();
        } else if (batch.length() < BATCH_CHARS && !closed) {
          LockSupport.parkNanos(this, NAP.toNanos());
        }
        idle = !wrote;
      }
    } catch (IOException e) {
      LOG.error("the access log cannot be written and ends: {}", e.getMessage());
    }
  }

  /** Sleeps until a line comes. */
  private void sleep() {
    asleep = true;
    if (lines.isEmpty() && !closed) {
      LockSupport.park(this);
    }
    asleep = false;
  }

  private boolean writeBatch(StringBuilder batch) throws IOException {
    batch.setLength(0);
    while (batch.length() < BATCH_CHARS) {
      AccessLine line = lines.poll();
      if (line == null) {
        break;
      }
      waiting.decrementAndGet();
      format.append(line, batch);
    }
    if (batch.isEmpty()) {
      return false;
    }
    out.write(batch.toString().getBytes(StandardCharsets.ISO_8859_1));
    out.flush();
    long lost = dropped.sum();
    if (lost > reported) {
      LOG.warn("{} access log lines were dropped: their reader is too slow", lost - reported);
      reported = lost;
    }
    return true;
  }

  /** Writes what is waiting, within two seconds. */
  @Override
  public void close() {
    closed = true;
    LockSupport.unpark(writer);
    try {
      writer.join(LAST_WORDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
