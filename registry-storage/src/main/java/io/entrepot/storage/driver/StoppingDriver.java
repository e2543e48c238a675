package io.entrepot.storage.driver;

import io.entrepot.storage.failure.StorageException;
import io.entrepot.storage.failure.StorageFailure;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stops all changes, until the process is restarted, after a force or persist that failed. The
 * kernel reports such a loss once and may then hold the lost pages for clean: whoever asks again is
 * told that all is well. Reads go on.
 *
 * <p>A force that finds the disk full (as network file systems report it) stops its own writer
 * only: that object is never finished, and nothing else was promised.
 */
public final class StoppingDriver implements StorageDriver {
  private static final Logger LOG = LoggerFactory.getLogger(StoppingDriver.class);

  private final StorageDriver driver;
  private final AtomicBoolean stopped = new AtomicBoolean();

  public StoppingDriver(StorageDriver driver) {
    this.driver = driver;
  }

  @Override
  public Capabilities capabilities() {
    return driver.capabilities();
  }

  @Override
  public StorageWriter create(StorageKey key) throws IOException {
    requireRunning();
    return new StoppingWriter(driver.create(key));
  }

  @Override
  public StorageWriter reopen(StorageKey key, long length) throws IOException {
    requireRunning();
    return new StoppingWriter(driver.reopen(key, length));
  }

  @Override
  public StorageReader open(StorageKey key) throws IOException {
    return driver.open(key);
  }

  @Override
  public void link(StorageKey from, StorageKey to) throws IOException {
    requireRunning();
    driver.link(from, to);
  }

  @Override
  public void persist(StorageKey key) throws IOException {
    requireRunning();
    try {
      driver.persist(key);
    } catch (IOException | StorageException e) {
      throw stop(e);
    }
  }

  @Override
  public boolean delete(StorageKey key) throws IOException {
    requireRunning();
    return driver.delete(key);
  }

  @Override
  public void list(StorageKey prefix, Consumer<StoredObject> consumer) throws IOException {
    driver.list(prefix, consumer);
  }

  @Override
  public boolean hasStopped() {
    return stopped.get();
  }

  @Override
  public void close() throws IOException {
    driver.close();
  }

  private void requireRunning() {
    if (stopped.get()) {
      throw new StorageFailure.WritesStopped().exception();
    }
  }

  private StorageException stop(Exception cause) {
    if (!stopped.getAndSet(true)) {
      LOG.error(
          "Storage could not make data durable. Nothing is written any more until this process is"
              + " restarted; check the disk first.",
          cause);
    }
    return new StorageFailure.WritesStopped().exception();
  }

  private final class StoppingWriter implements StorageWriter {
    private final StorageWriter writer;
    private volatile boolean failed;

    StoppingWriter(StorageWriter writer) {
      this.writer = writer;
    }

    @Override
    public long position() {
      return writer.position();
    }

    @Override
    public void write(ByteBuffer[] chunks) throws IOException {
      requireSound();
      boolean done = false;
      try {
        writer.write(chunks);
        done = true;
      } finally {
        if (!done) {
          failed = true;
        }
      }
    }

    @Override
    public void force() throws IOException {
      requireSound();
      boolean done = false;
      try {
        writer.force();
        done = true;
      } catch (IOException e) {
        throw stop(e);
      } finally {
        if (!done) {
          failed = true;
        }
      }
    }

    private void requireSound() throws IOException {
      requireRunning();
      if (failed) {
        throw new IOException("this object could not be written earlier");
      }
    }

    @Override
    public void close() throws IOException {
      writer.close();
    }
  }
}
