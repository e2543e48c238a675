package io.entrepot.server.netty;

import io.netty.util.concurrent.EventExecutor;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** What the connections of one event loop share. Used on that loop only. */
final class LoopState {
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  final HeadBuffer head = new HeadBuffer();
  final RequestId.Sequence ids = new RequestId.Sequence();

  private final EventExecutor loop;
  private final Set<Watched> watched = new HashSet<>();
  private long dateSecond = Long.MIN_VALUE;
  private String dateText = "";
  private byte[] dateLine = {};
  private byte[] headBytes = {};

  private LoopState(EventExecutor loop) {
    this.loop = loop;
  }

  /** Starts looking at the loop's connections at this pace. */
  @SuppressWarnings("FutureReturnValueIgnored") // Ends with the loop.
  static LoopState on(EventExecutor loop, Duration pace) {
    LoopState state = new LoopState(loop);
    loop.scheduleAtFixedRate(state::checkAll, pace.toNanos(), pace.toNanos(), TimeUnit.NANOSECONDS);
    return state;
  }

  EventExecutor loop() {
    return loop;
  }

  /** Room for reading a request's head, to be used at once. */
  byte[] headBytes(int length) {
    if (headBytes.length != length) {
      headBytes = new byte[length];
    }
    return headBytes;
  }

  void watch(Watched connection) {
    watched.add(connection);
  }

  void forget(Watched connection) {
    watched.remove(connection);
  }

  private void checkAll() {
    long now = System.nanoTime();
    snapshot().forEach(connection -> connection.check(now));
  }

  /** Drains every connection. */
  void drainAll() {
    snapshot().forEach(Watched::drain);
  }

  /** Closes every connection. */
  void abortAll() {
    snapshot().forEach(Watched::abort);
  }

  /** Closing a connection takes it out of the set. */
  private List<Watched> snapshot() {
    return new ArrayList<>(watched);
  }

  /** The Date header's line of this second, with its end. */
  byte[] dateLine() {
    tick();
    return dateLine;
  }

  /** The Date header's value of this second. */
  String dateText() {
    tick();
    return dateText;
  }

  private void tick() {
    long second = System.currentTimeMillis() / 1000;
    if (second != dateSecond) {
      dateSecond = second;
      dateText = DATE.format(Instant.ofEpochSecond(second));
      dateLine = ("Date: " + dateText + "\r\n").getBytes(StandardCharsets.ISO_8859_1);
    }
  }
}
