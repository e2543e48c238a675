package io.entrepot.storage.registry;

import java.io.IOException;
import java.nio.channels.FileChannel;

/** A blob's bytes, opened for one reader, who closes it. */
public sealed interface LayerContent extends AutoCloseable {

  /** In bytes. */
  long size();

  @Override
  default void close() throws IOException {}

  /** Bytes in memory; not to be changed. */
  record InMemory(byte[] bytes) implements LayerContent {
    @Override
    public long size() {
      return bytes.length;
    }
  }

  /**
   * Bytes of an open file, which stays readable when its name is removed meanwhile.
   *
   * @param position where in the file the content starts
   */
  record InFile(FileChannel channel, long position, long size) implements LayerContent {
    @Override
    public void close() throws IOException {
      channel.close();
    }
  }
}
