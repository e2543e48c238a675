package io.entrepot.storage.driver.filesystem;

import io.entrepot.storage.driver.StorageReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Optional;

/** Reads a file. */
record FileReader(FileChannel file, long size) implements StorageReader {
  @Override
  public int read(ByteBuffer target, long position) throws IOException {
    return file.read(target, position);
  }

  @Override
  public Optional<FileChannel> channel() {
    return Optional.of(file);
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
