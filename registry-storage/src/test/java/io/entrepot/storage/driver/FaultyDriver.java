package io.entrepot.storage.driver;

import io.entrepot.storage.failure.StorageFailure;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** Works as the driver it wraps, with little room or with a disk that fails a force. Any thread. */
public final class FaultyDriver implements StorageDriver {
  private final StorageDriver driver;
  private final AtomicLong room = new AtomicLong(Long.MAX_VALUE);
  private final AtomicBoolean failing = new AtomicBoolean();

  public FaultyDriver(StorageDriver driver) {
    this.driver = driver;
  }

  /** Lets so many more bytes be written until the disk is full. */
  public void setRoom(long bytes) {
    room.set(bytes);
  }

  /** Lets the next force or persist fail, and only that one, as kernels do. */
  public void failNextForce() {
    failing.set(true);
  }

  private void force() throws IOException {
    if (failing.getAndSet(false)) {
      throw new IOException("Input/output error");
    }
  }

  @Override
  public Capabilities capabilities() {
    return driver.capabilities();
  }

  @Override
  public StorageWriter create(StorageKey key) throws IOException {
    return new FaultyWriter(driver.create(key));
  }

  @Override
  public StorageWriter reopen(StorageKey key, long length) throws IOException {
    return new FaultyWriter(driver.reopen(key, length));
  }

  @Override
  public StorageReader open(StorageKey key) throws IOException {
    return driver.open(key);
  }

  @Override
  public void link(StorageKey from, StorageKey to) throws IOException {
    driver.link(from, to);
  }

  @Override
  public void persist(StorageKey key) throws IOException {
    force();
    driver.persist(key);
  }

  @Override
  public boolean delete(StorageKey key) throws IOException {
    return driver.delete(key);
  }

  @Override
  public void list(StorageKey prefix, Consumer<StoredObject> consumer) throws IOException {
    driver.list(prefix, consumer);
  }

  @Override
  public void close() throws IOException {
    driver.close();
  }

  private final class FaultyWriter implements StorageWriter {
    private final StorageWriter writer;

    FaultyWriter(StorageWriter writer) {
      this.writer = writer;
    }

    @Override
    public long position() {
      return writer.position();
    }

    // A full disk takes what fits first, as the kernel does.
    @Override
    public void write(ByteBuffer[] chunks) throws IOException {
      for (ByteBuffer chunk : chunks) {
        int bytes = chunk.remaining();
        long left = room.getAndAdd(-bytes);
        if (left < bytes) {
          chunk.limit(chunk.position() + (int) Math.max(0, left));
          writer.write(new ByteBuffer[] {chunk});
          throw new StorageFailure.OutOfSpace().exception();
        }
        writer.write(new ByteBuffer[] {chunk});
      }
    }

    @Override
    public void force() throws IOException {
      FaultyDriver.this.force();
      writer.force();
    }

    @Override
    public void close() throws IOException {
      writer.close();
    }
  }
}
