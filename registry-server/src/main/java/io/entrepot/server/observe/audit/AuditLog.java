package io.entrepot.server.observe.audit;

import io.entrepot.server.access.AuditEvent;
import io.entrepot.server.access.Trail;
import io.entrepot.server.observe.Gauge;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes one JSON record a line, from a thread of its own, in the order in which they came.
 *
 * <p>A change is answered once its record is with the operating system: it outlasts the process,
 * and after a loss of power at most the last second is missing, since the file is synced once a
 * second. A sync for each record would cost each push another one, for the sake of a loss that the
 * repository's own rows still show.
 *
 * <p>While nothing can be written, changes are refused and what was already done waits in the
 * queue. Records of refusals and reads wait too, for as long as there is room; beyond that they are
 * lost, counted and logged.
 */
public final class AuditLog implements Trail, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(AuditLog.class);
  private static final int BATCH = 256;
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Duration SYNC = Duration.ofSeconds(1);
  private static final Duration IDLE = Duration.ofMinutes(1);
  private static final Duration LAST_WORDS = Duration.ofSeconds(5);

  private final AuditSink sink;
  private final RecordText text;
  private final Options options;
  private final InstantSource clock;
  private final AuditQueue queue = new AuditQueue();
  private final LongAdder records = new LongAdder();
  private final LongAdder lost = new LongAdder();
  private final Thread writer;
  private volatile Optional<String> fault = Optional.empty();
  private boolean unsynced;
  private long syncedAt = System.nanoTime();

  /**
   * How it behaves.
   *
   * @param reads whether reads that were allowed are written too
   * @param retry how long it waits before it tries a failed write again
   */
  public record Options(boolean reads, Duration retry) {
    /** Tries again each second. */
    public static Options of(boolean reads) {
      return new Options(reads, Duration.ofSeconds(1));
    }
  }

  /** Starts the writer. */
  public AuditLog(AuditSink sink, RecordText text, Options options, InstantSource clock) {
    this.sink = sink;
    this.text = text;
    this.options = options;
    this.clock = clock;
    writer = Thread.ofPlatform().daemon().name("audit-log").unstarted(this::writeAll);
    writer.start();
  }

  @Override
  public boolean wantsReads() {
    return options.reads();
  }

  @Override
  public Optional<String> fault() {
    return fault;
  }

  @Override
  public void note(AuditEvent event) {
    Duration patience = fault.isPresent() && !event.changed() ? Duration.ZERO : PATIENCE;
    if (!queue.add(new AuditQueue.Entry(clock.instant(), event), patience)) {
      lost.increment();
      if (event.changed()) {
        LOG.error("request {}: the audit record of a change is lost", event.scene().id());
      }
    }
  }

  /** What the metrics show of it. */
  public List<Gauge> gauges() {
    return List.of(
        new Gauge("entrepot_audit_records_total", "Audit records written.", records::sum),
        new Gauge(
            "entrepot_audit_lost_total",
            "Audit records that found no room while the log could not be written.",
            lost::sum),
        new Gauge("entrepot_audit_queued", "Audit records that wait to be written.", queue::size),
        new Gauge(
            "entrepot_audit_failing",
            "1 while the audit log cannot be written and changes are refused.",
            () -> fault.isPresent() ? 1 : 0));
  }

  private void writeAll() {
    while (true) {
      List<AuditQueue.Entry> batch = queue.take(BATCH, unsynced ? SYNC : IDLE);
      if (!batch.isEmpty() && !write(batch)) {
        lost.add(batch.size() + queue.size());
        LOG.error("the audit log ends with {} records unwritten", batch.size() + queue.size());
        return;
      }
      syncWhenDue();
      if (batch.isEmpty() && queue.isClosed()) {
        return;
      }
    }
  }

  /** Tries until it works, or this is closed. */
  private boolean write(List<AuditQueue.Entry> batch) {
    ByteArrayOutputStream lines = new ByteArrayOutputStream(batch.size() * 2048);
    batch.forEach(entry -> text.append(entry, lines));
    byte[] bytes = lines.toByteArray();
    while (true) {
      try {
        sink.write(bytes);
        unsynced = true;
        records.add(batch.size());
        queue.done(batch.size());
        mended();
        return true;
      } catch (IOException e) {
        failed(e);
        if (queue.isClosed()) {
          return false;
        }
        queue.rest(options.retry());
      }
    }
  }

  private void syncWhenDue() {
    if (unsynced && System.nanoTime() - syncedAt >= SYNC.toNanos()) {
      try {
        sink.sync();
        unsynced = false;
      } catch (IOException e) {
        // The next write that works ends this; what the failed sync lost is not known.
        failed(e);
      }
      syncedAt = System.nanoTime();
    }
  }

  private void failed(IOException cause) {
    if (fault.isEmpty()) {
      LOG.error("the audit log cannot be written, changes are refused: {}", cause.toString());
    }
    fault = Optional.of(cause.toString());
  }

  private void mended() {
    if (fault.isPresent()) {
      fault = Optional.empty();
      LOG.warn("the audit log is written again; {} records were lost so far", lost.sum());
    }
  }

  /** Writes what is waiting, within five seconds. */
  @Override
  public void close() throws IOException {
    queue.close();
    try {
      writer.join(LAST_WORDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (!writer.isAlive()) {
      sink.close();
    }
  }
}
