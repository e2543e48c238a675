package io.entrepot.storage.driver.filesystem;

import io.entrepot.storage.driver.StorageWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** Writes a file from a position on, gathering buffers into one call. */
final class FileWriter implements StorageWriter {
  private final FileChannel channel;
  private final Room room;
  private long position;

  FileWriter(FileChannel channel, Room room, long position) {
    this.channel = channel;
    this.room = room;
    this.position = position;
  }

  @Override
  public long position() {
    return position;
  }

  @Override
  public void write(ByteBuffer[] chunks) throws IOException {
    long remaining = 0;
    for (ByteBuffer chunk : chunks) {
      remaining += chunk.remaining();
    }
    try {
      while (remaining > 0) {
        long written = channel.write(chunks);
        remaining -= written;
        position += written;
      }
    } catch (IOException e) {
      throw room.explain(e);
    }
  }

  @Override
  public void force() throws IOException {
    try {
      channel.force(false); // the length is forced as well: without it the bytes are not to be read
    } catch (IOException e) {
      throw room.explain(e);
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
