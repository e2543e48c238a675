package io.entrepot.storage.backup;

import io.entrepot.storage.driver.StorageDriver;
import io.entrepot.storage.driver.StorageKey;
import io.entrepot.storage.driver.StorageWriter;
import java.io.IOException;
import java.nio.ByteBuffer;

/** A file of the copy while it is written; its faults are told from those of the source. */
final class CopiedFile implements AutoCloseable {
  private final StorageWriter writer;

  private CopiedFile(StorageWriter writer) {
    this.writer = writer;
  }

  static CopiedFile create(StorageDriver target, StorageKey key) throws UnwritableException {
    try {
      return new CopiedFile(target.create(key));
    } catch (IOException e) {
      throw new UnwritableException(e);
    }
  }

  void write(ByteBuffer bytes) throws UnwritableException {
    try {
      writer.write(new ByteBuffer[] {bytes});
    } catch (IOException e) {
      throw new UnwritableException(e);
    }
  }

  void force() throws UnwritableException {
    try {
      writer.force();
    } catch (IOException e) {
      throw new UnwritableException(e);
    }
  }

  @Override
  public void close() throws UnwritableException {
    try {
      writer.close();
    } catch (IOException e) {
      throw new UnwritableException(e);
    }
  }
}
