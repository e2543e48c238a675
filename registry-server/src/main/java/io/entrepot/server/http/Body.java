package io.entrepot.server.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.OptionalLong;

/**
 * A request's body. It is read at most once, by the request's own (virtual) thread, and the client
 * is held back while nobody reads. What is left unread is dropped by the transport, which may close
 * the connection instead of reading on.
 */
public interface Body {

  /** Takes a batch of bytes; they may be reused once it returns. */
  @FunctionalInterface
  interface Sink {
    void write(ByteBuffer[] chunks) throws IOException;
  }

  /** The declared Content-Length in bytes; empty for a chunked body, 0 when there is no body. */
  OptionalLong declaredLength();

  /**
   * Gives every byte to the sink.
   *
   * @throws BodyInterruptedException when the client goes away or stalls before the end
   * @throws IOException what the sink threw
   */
  void drainTo(Sink sink) throws IOException;

  /**
   * Reads the whole body into memory.
   *
   * @param limit in bytes
   * @throws BodyTooLargeException when the body is larger than that, declared or not
   * @throws BodyInterruptedException when the client goes away, stalls or takes too long
   * @throws TooManyBodiesException when other requests hold the memory for it
   */
  byte[] readAll(int limit) throws IOException;
}
