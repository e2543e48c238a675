package io.entrepot.server.observe.audit;

import java.io.IOException;

/** Where the records of the audit log go. One thread. */
public interface AuditSink extends AutoCloseable {
  /**
   * Writes whole lines: all of them or, when it fails, none, so that the same may be tried again.
   *
   * @param lines each ends in a line feed
   */
  void write(byte[] lines) throws IOException;

  /** Makes what was written outlast a loss of power, where that is possible. */
  void sync() throws IOException;

  @Override
  void close() throws IOException;
}
