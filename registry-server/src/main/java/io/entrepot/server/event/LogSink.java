package io.entrepot.server.event;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.UUID;

/** Writes each event as a line to a stream, such as the standard output. */
public final class LogSink implements EventSink {
  /** What it is called. */
  public static final String NAME = "log";

  private final OutputStream out;

  /**
   * Over a stream.
   *
   * @param out not closed with this
   */
  public LogSink(OutputStream out) {
    this.out = out;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String target() {
    return "standard output";
  }

  @Override
  public int atOnce() {
    return 1;
  }

  @Override
  public Delivery deliver(UUID id, byte[] json) {
    byte[] line = Arrays.copyOf(json, json.length + 1);
    line[json.length] = '\n';
    try {
      // One call, so that lines of others on the same stream come between events and not into them.
      out.write(line);
      out.flush();
      return new Delivery.Taken();
    } catch (IOException e) {
      return new Delivery.Refused("it cannot be written: " + e.getMessage());
    }
  }

  @Override
  public void close() {}
}
