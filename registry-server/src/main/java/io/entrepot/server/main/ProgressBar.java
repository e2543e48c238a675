package io.entrepot.server.main;

import java.io.Console;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Shows how far something is: on a terminal one line that is drawn over, elsewhere a line every few
 * seconds. Any thread may print past it.
 */
final class ProgressBar implements AutoCloseable {
  private static final int WIDTH = 28;
  private static final Duration TERMINAL_PERIOD = Duration.ofMillis(200);
  private static final Duration LINE_PERIOD = Duration.ofSeconds(5);

  /** Goes to the start of the line and empties it (ECMA-48, CR and EL). */
  private static final String EMPTY_LINE = "\r\u001b[K";

  /**
   * How far it is.
   *
   * @param total 0 while not known
   */
  record State(String phase, long done, long total) {}

  private final PrintStream out;
  private final boolean terminal;
  private final long start = System.nanoTime();
  private final CountDownLatch closed = new CountDownLatch(1);

  private ProgressBar(PrintStream out, boolean terminal) {
    this.out = out;
    this.terminal = terminal;
  }

  /** One that shows nothing yet. */
  static ProgressBar onStandardError() {
    // A trimmed runtime has no console when there is no terminal.
    boolean terminal = Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false);
    return new ProgressBar(System.err, terminal);
  }

  /** Shows, now and then until it is closed, how far it is. */
  void follow(Supplier<State> states) {
    Thread.ofPlatform().daemon().name("progress").start(() -> draw(states));
  }

  private void draw(Supplier<State> states) {
    long period = (terminal ? TERMINAL_PERIOD : LINE_PERIOD).toMillis();
    try {
      while (!closed.await(period, TimeUnit.MILLISECONDS)) {
        draw(states.get());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized void draw(State state) {
    String line = line(state, Duration.ofNanos(System.nanoTime() - start), terminal);
    if (closed.getCount() == 0) {
      return;
    }
    if (terminal) {
      out.print(EMPTY_LINE + line);
      out.flush();
    } else {
      out.println(line);
    }
  }

  /** One line, such as {@code blobs [####--] 67% 2.0 GiB of 3.0 GiB 512.0 MiB/s 2 s left}. */
  static String line(State state, Duration elapsed, boolean withBar) {
    if (state.total() <= 0) {
      return state.phase() + " ...";
    }
    long done = Math.min(state.done(), state.total());
    double part = (double) done / state.total();
    double rate = done / Math.max(elapsed.toMillis() / 1e3, 1e-3);
    int filled = (int) (part * WIDTH);
    String bar = withBar ? "[" + "#".repeat(filled) + "-".repeat(WIDTH - filled) + "] " : "";
    String left =
        done == 0
            ? ""
            : "  "
                + Amounts.time(Duration.ofMillis((long) ((state.total() - done) / rate * 1e3)))
                + " left";
    return String.format(
        Locale.ROOT,
        "%s %s%d%%  %s of %s  %s/s%s",
        state.phase(),
        bar,
        (int) (part * 100),
        Amounts.bytes(done),
        Amounts.bytes(state.total()),
        Amounts.bytes((long) rate),
        left);
  }

  /** Prints a line that stays, without tearing the bar. */
  synchronized void print(PrintStream stream, String line) {
    if (terminal) {
      out.print(EMPTY_LINE);
      out.flush();
    }
    stream.println(line);
    stream.flush();
  }

  /** Takes the bar away. */
  @Override
  public synchronized void close() {
    closed.countDown();
    if (terminal) {
      out.print(EMPTY_LINE);
      out.flush();
    }
  }
}
