package io.entrepot.storage.driver;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Optional;

/** An object that is open for reading. Any thread may read. */
public interface StorageReader extends AutoCloseable {

  /** In bytes, when it was opened. */
  long size();

  /**
   * Reads some bytes.
   *
   * @param position where in the object to start
   * @return how many were read, or -1 at the end of the object
   */
  int read(ByteBuffer target, long position) throws IOException;

  /**
   * The open file, whose content is the object from position 0; present when the driver's {@link
   * Capabilities#fileChannels} says so. Closing either closes both.
   */
  Optional<FileChannel> channel();

  @Override
  void close() throws IOException;
}
