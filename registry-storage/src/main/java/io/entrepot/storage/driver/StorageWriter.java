package io.entrepot.storage.driver;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * An object that is being written, from its start to its end. One thread at a time writes; {@link
 * #force} may be called by another meanwhile. After any failure the writer is good for nothing but
 * to be closed.
 */
public interface StorageWriter extends AutoCloseable {

  /** Bytes the object holds, which is where the next go. */
  long position();

  /**
   * Adds all remaining bytes of these buffers, in order. On failure some may have been added.
   *
   * @throws io.entrepot.storage.failure.StorageException OutOfSpace or WritesStopped
   */
  void write(ByteBuffer[] chunks) throws IOException;

  /**
   * Makes durable all bytes whose {@link #write} had returned before this was called. That the
   * object stands under its key takes {@link StorageDriver#persist}.
   *
   * @throws io.entrepot.storage.failure.StorageException WritesStopped
   */
  void force() throws IOException;

  /** Closes the object; makes nothing durable. A second call does nothing. */
  @Override
  void close() throws IOException;
}
