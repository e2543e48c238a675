package io.entrepot.storage.blob;

import java.io.IOException;
import java.nio.channels.FileChannel;

/**
 * A blob that is open for reading; stays readable when it is removed meanwhile.
 *
 * @param position where in the file the content starts
 * @param size of the content, in bytes
 */
public record BlobContent(FileChannel channel, long position, long size) implements AutoCloseable {
  @Override
  public void close() throws IOException {
    channel.close();
  }
}
