package io.entrepot.server.observe.audit;

import java.io.IOException;
import java.io.OutputStream;

/** Sends records to a stream, such as the standard output, for somebody else to keep. */
public final class AuditStream implements AuditSink {
  private final OutputStream out;

  /**
   * @param out not closed with this
   */
  public AuditStream(OutputStream out) {
    this.out = out;
  }

  @Override
  public void write(byte[] lines) throws IOException {
    // One call, so that lines of others on the same stream come between records and not into them.
    out.write(lines);
    out.flush();
  }

  @Override
  public void sync() {}

  @Override
  public void close() {}
}
