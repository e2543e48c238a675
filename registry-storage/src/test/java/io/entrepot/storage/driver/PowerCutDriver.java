package io.entrepot.storage.driver;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Works as the driver it wraps, and remembers beside it what is durable: bytes since their writer's
 * force, names since their persist. At a chosen step the power is cut; {@link #survivors} then
 * gives what a restart would find. Any thread; contents are kept in memory.
 */
public final class PowerCutDriver implements StorageDriver {

  /** What a power cut takes of that which was not durable. */
  public enum Loss {
    /** All of it. */
    ALL,
    /** Bytes only: names reach the disk early, and name what is not there yet. */
    BYTES,
    /** Nothing, as when only the process dies. */
    NOTHING
  }

  /** The power is off. */
  public static final class PowerCut extends RuntimeException {
    private static final long serialVersionUID = 1L;

    PowerCut(int step) {
      super("the power was cut at step " + step);
    }
  }

  private static final class Content {
    ByteArrayOutputStream written = new ByteArrayOutputStream();
    byte[] durable = {};
  }

  private final StorageDriver driver;
  private final Map<StorageKey, Content> names = new HashMap<>();
  private final Map<StorageKey, Content> durableNames = new HashMap<>();
  private int step;
  private int cutAt = Integer.MAX_VALUE;

  public PowerCutDriver(StorageDriver driver) {
    this.driver = driver;
  }

  /** Cuts the power in place of the n-th change, counted from 1 and from the driver's start. */
  public synchronized void cutAtStep(int n) {
    cutAt = n;
  }

  /** Writes what a restart would find into an empty driver; linked names stay linked. */
  public synchronized void survivors(StorageDriver empty, Loss loss) throws IOException {
    IdentityHashMap<Content, StorageKey> made = new IdentityHashMap<>();
    for (var entry : (loss == Loss.ALL ? durableNames : names).entrySet()) {
      Content content = entry.getValue();
      Optional<StorageKey> linked = Optional.ofNullable(made.putIfAbsent(content, entry.getKey()));
      if (linked.isPresent()) {
        empty.link(linked.get(), entry.getKey());
      } else {
        try (StorageWriter writer = empty.create(entry.getKey())) {
          byte[] bytes = loss == Loss.NOTHING ? content.written.toByteArray() : content.durable;
          writer.write(new ByteBuffer[] {ByteBuffer.wrap(bytes)});
        }
      }
    }
  }

  private synchronized void step() {
    step++;
    if (step >= cutAt) {
      throw new PowerCut(step);
    }
  }

  @Override
  public Capabilities capabilities() {
    return driver.capabilities();
  }

  @Override
  public synchronized StorageWriter create(StorageKey key) throws IOException {
    step();
    StorageWriter writer = driver.create(key);
    Content content = new Content();
    names.put(key, content);
    return new CutWriter(writer, content);
  }

  @Override
  public synchronized StorageWriter reopen(StorageKey key, long length) throws IOException {
    step();
    StorageWriter writer = driver.reopen(key, length);
    // An object that was here before is taken for durable.
    Content content = names.computeIfAbsent(key, absent -> new Content());
    byte[] kept = Arrays.copyOf(content.written.toByteArray(), (int) length);
    content.written = new ByteArrayOutputStream();
    content.written.writeBytes(kept);
    return new CutWriter(writer, content);
  }

  @Override
  public StorageReader open(StorageKey key) throws IOException {
    return driver.open(key);
  }

  @Override
  public synchronized void link(StorageKey from, StorageKey to) throws IOException {
    step();
    driver.link(from, to);
    Optional.ofNullable(names.get(from)).ifPresent(content -> names.put(to, content));
  }

  @Override
  public synchronized void persist(StorageKey key) throws IOException {
    step();
    driver.persist(key);
    Optional.ofNullable(names.get(key))
        .ifPresentOrElse(content -> durableNames.put(key, content), () -> durableNames.remove(key));
  }

  @Override
  public synchronized boolean delete(StorageKey key) throws IOException {
    step();
    names.remove(key);
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

  private final class CutWriter implements StorageWriter {
    private final StorageWriter writer;
    private final Content content;

    CutWriter(StorageWriter writer, Content content) {
      this.writer = writer;
      this.content = content;
    }

    @Override
    public long position() {
      return writer.position();
    }

    @Override
    public void write(ByteBuffer[] chunks) throws IOException {
      synchronized (PowerCutDriver.this) {
        step();
        for (ByteBuffer chunk : chunks) {
          byte[] bytes = new byte[chunk.remaining()];
          chunk.duplicate().get(bytes);
          content.written.writeBytes(bytes);
        }
        writer.write(chunks);
      }
    }

    @Override
    public void force() throws IOException {
      synchronized (PowerCutDriver.this) {
        step();
        writer.force();
        content.durable = content.written.toByteArray();
      }
    }

    @Override
    public void close() throws IOException {
      writer.close();
    }
  }
}
