package io.entrepot.storage.upload;

import io.entrepot.storage.driver.DiskThreads;
import io.entrepot.storage.driver.StorageDriver;
import io.entrepot.storage.driver.StorageKey;
import io.entrepot.storage.driver.StorageReader;
import io.entrepot.storage.driver.StorageWriter;
import io.entrepot.storage.oci.Digest;
import io.entrepot.storage.oci.DigestAlgorithm;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileAlreadyExistsException;
import java.security.MessageDigest;
import java.util.Optional;

/**
 * An upload's bytes and their running digest. They start in memory and go to the upload's file for
 * good when they outgrow {@link UploadSession#INLINE_LIMIT} or have to be made durable.
 *
 * <p>One thread at a time adds; {@link #force} may be called by another meanwhile. After a failure
 * the running digest and the file may disagree, so nothing works any more but {@link #close}.
 */
final class UploadBytes {
  private static final int READ_BACK_BYTES = 1024 * 1024;

  private final StorageDriver driver;
  private final DiskThreads disk;
  private final StorageKey key;
  private final DigestAlgorithm algorithm;
  private final MessageDigest running;
  private final SmallBytes memory = new SmallBytes();
  private volatile Optional<StorageWriter> file = Optional.empty();
  private volatile boolean entryDurable;
  private volatile boolean failed;
  private volatile long received;
  private volatile long durable;

  UploadBytes(StorageDriver driver, DiskThreads disk, StorageKey key, DigestAlgorithm algorithm) {
    this.driver = driver;
    this.disk = disk;
    this.key = key;
    this.algorithm = algorithm;
    this.running = algorithm.newMessageDigest();
  }

  DigestAlgorithm algorithm() {
    return algorithm;
  }

  long received() {
    return received;
  }

  /** Whether all is in the upload's file, durably, so that this object is but a short cut to it. */
  boolean isSettled() {
    return !failed && file.isPresent() && durable == received;
  }

  /** All bytes, when they never went to a file. */
  Optional<byte[]> inMemory() {
    return file.isPresent() ? Optional.empty() : Optional.of(memory.toArray());
  }

  /** Opens the file and computes the running digest of its first bytes, which are kept. */
  void resume(long length) throws IOException {
    attempt(() -> {
      file = Optional.of(disk.call(() -> driver.reopen(key, length)));
      readBack(running, length);
      received = length;
      durable = length;
      entryDurable = true;
      return length;
    });
  }

  void add(ByteBuffer[] chunks) throws IOException {
    requireSound();
    long bytes = 0;
    for (ByteBuffer chunk : chunks) {
      bytes += chunk.remaining();
    }
    long total = received + bytes;
    if (file.isEmpty() && total <= UploadSession.INLINE_LIMIT) {
      hash(chunks);
      memory.add(chunks);
    } else {
      attempt(() ->
          disk.call(() -> {
            StorageWriter writer = inFile();
            hash(chunks);
            writer.write(chunks);
            return writer;
          }));
    }
    received = total;
  }

  /**
   * Makes durable, in the file, what has been added so far.
   *
   * @return how many bytes
   */
  long force() throws IOException {
    requireSound();
    long upTo = received;
    if (file.isPresent() && durable == upTo && entryDurable) {
      return upTo;
    }
    return attempt(() ->
        disk.call(() -> {
          inFile().force();
          if (!entryDurable) {
            driver.persist(key);
            entryDurable = true;
          }
          durable = upTo;
          return upTo;
        }));
  }

  /** Makes the bytes durable, wherever the file is going to stand; on a disk thread. */
  void forceContent() throws IOException {
    attempt(() -> {
      long upTo = received;
      if (durable != upTo) {
        inFile().force();
        durable = upTo;
      }
      return upTo;
    });
  }

  /** The digest of all bytes. Ends the running digest. */
  Digest digest(DigestAlgorithm wanted) throws IOException {
    requireSound();
    if (wanted == algorithm) {
      return Digest.ofRunning(algorithm, running);
    }
    if (file.isEmpty()) {
      return Digest.of(wanted, memory.toArray());
    }
    MessageDigest other = wanted.newMessageDigest();
    readBack(other, received);
    return Digest.ofRunning(wanted, other);
  }

  void close() throws IOException {
    if (file.isPresent()) {
      StorageWriter writer = file.get();
      disk.call(() -> {
        writer.close();
        return writer;
      });
    }
  }

  private void hash(ByteBuffer[] chunks) {
    for (ByteBuffer chunk : chunks) {
      running.update(chunk.duplicate());
    }
  }

  /** The file, made and given what is in memory when there is none yet; on a disk thread. */
  private StorageWriter inFile() throws IOException {
    if (file.isPresent()) {
      return file.get();
    }
    StorageWriter writer = createAnew();
    file = Optional.of(writer);
    writer.write(new ByteBuffer[] {ByteBuffer.wrap(memory.toArray())});
    memory.clear();
    return writer;
  }

  private StorageWriter createAnew() throws IOException {
    try {
      return driver.create(key);
    } catch (FileAlreadyExistsException e) {
      return driver.reopen(key, 0); // left by a session whose bytes were never said to be durable
    }
  }

  /**
   * Hashes the first bytes of the file, a disk call for each block so that others get their turn.
   */
  private void readBack(MessageDigest digest, long length) throws IOException {
    StorageReader reader = disk.call(() -> driver.open(key));
    try {
      ByteBuffer block = ByteBuffer.allocateDirect((int) Math.min(READ_BACK_BYTES, length));
      for (long at = 0; at < length; at += block.limit()) {
        long position = at;
        block.clear().limit((int) Math.min(block.capacity(), length - at));
        disk.call(() -> {
          fill(block, reader, position);
          digest.update(block.flip());
          return position;
        });
      }
    } finally {
      disk.call(() -> {
        reader.close();
        return reader;
      });
    }
  }

  private static void fill(ByteBuffer block, StorageReader reader, long position)
      throws IOException {
    long at = position;
    while (block.hasRemaining()) {
      int count = reader.read(block, at);
      if (count < 0) {
        throw new IOException("an upload's file ended at byte " + at);
      }
      at += count;
    }
  }

  private <T> T attempt(DiskThreads.Task<T> task) throws IOException {
    requireSound();
    boolean done = false;
    try {
      T result = task.run();
      done = true;
      return result;
    } finally {
      if (!done) {
        failed = true;
      }
    }
  }

  private void requireSound() throws IOException {
    if (failed) {
      throw new IOException("this upload could not be written earlier");
    }
  }
}
