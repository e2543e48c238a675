package io.entrepot.server.aws;

import java.io.IOException;

/**
 * Bytes in an operation's input. A door has taken them in whole, and knows that whoever signed them
 * sent them, before the operation is asked; it gives up what holds them once the operation is done.
 */
public interface Part {
  /** In bytes. */
  long size();

  /** Gives every byte, in pieces that the part bounds; any number of times. */
  void drainTo(Sink sink) throws IOException;

  /** Takes the bytes of a part. */
  @FunctionalInterface
  interface Sink {
    /** Takes a piece, which may be reused afterwards. */
    void write(byte[] piece) throws IOException;
  }

  /** Few bytes, in memory. */
  static Part of(byte[] bytes) {
    return new Part() {
      @Override
      public long size() {
        return bytes.length;
      }

      @Override
      public void drainTo(Sink sink) throws IOException {
        sink.write(bytes);
      }
    };
  }
}
