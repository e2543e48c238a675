package io.entrepot.storage.backup;

import io.entrepot.storage.blob.BlobContent;
import io.entrepot.storage.blob.BlobLocation;
import io.entrepot.storage.blob.BlobStore;
import io.entrepot.storage.driver.DiskThreads;
import io.entrepot.storage.driver.StorageDriver;
import io.entrepot.storage.driver.StorageKey;
import io.entrepot.storage.layout.Layout;
import io.entrepot.storage.metadata.BlobRow;
import io.entrepot.storage.oci.Digest;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.security.MessageDigest;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** Copies blobs' files and hashes what it copies. Any thread. */
final class BlobCopier {
  private static final int BUFFER = 1 << 20;

  private final BlobStore source;
  private final StorageDriver target;
  private final DiskThreads disk;
  private final AtomicLong copied;

  /** One key of each folder that got a file, by the folder. */
  private final Map<String, StorageKey> touched = new ConcurrentHashMap<>();

  private final ThreadLocal<ByteBuffer> buffers =
      ThreadLocal.withInitial(() -> ByteBuffer.allocateDirect(BUFFER));

  BlobCopier(BlobStore source, StorageDriver target, DiskThreads disk, AtomicLong copied) {
    this.source = source;
    this.target = target;
    this.disk = disk;
    this.copied = copied;
  }

  /**
   * Copies one blob, durably but for its folder.
   *
   * @return what is wrong with it in the source; then the target has no such file
   * @throws UncheckedIOException when the target cannot be written
   */
  Optional<String> copy(BlobRow blob, BlobLocation.Stored location) {
    StorageKey key = Layout.blob(blob.digest(), location.generation());
    Optional<String> fault = fault(blob, location, key);
    if (fault.isPresent()) {
      onTarget(() -> target.delete(key));
    } else {
      String name = key.value();
      touched.putIfAbsent(name.substring(0, name.lastIndexOf('/')), key);
    }
    return fault;
  }

  private Optional<String> fault(BlobRow blob, BlobLocation.Stored location, StorageKey key) {
    try (BlobContent content = source.open(blob.digest(), location, blob.size())) {
      Digest actual = disk.call(() -> write(blob, content, key));
      return actual.equals(blob.digest())
          ? Optional.empty()
          : Optional.of("its bytes hash to " + actual);
    } catch (UnwritableException e) {
      throw new UncheckedIOException(e);
    } catch (UncheckedIOException e) {
      return Optional.of(describe(Objects.requireNonNull(e.getCause())));
    } catch (IOException e) {
      return Optional.of(describe(e));
    }
  }

  private Digest write(BlobRow blob, BlobContent content, StorageKey key) throws IOException {
    MessageDigest running = blob.digest().algorithm().newMessageDigest();
    ByteBuffer buffer = buffers.get();
    try (CopiedFile copy = CopiedFile.create(target, key)) {
      for (long done = 0; done < content.size(); done += buffer.limit()) {
        read(content, done, buffer);
        running.update(buffer.duplicate());
        copy.write(buffer.duplicate());
        copied.addAndGet(buffer.limit());
      }
      copy.force();
    }
    return Digest.ofRunning(blob.digest().algorithm(), running);
  }

  /** Leaves the bytes that come next, some or many, between the buffer's start and its limit. */
  private static void read(BlobContent content, long done, ByteBuffer buffer) throws IOException {
    buffer.clear().limit((int) Math.min(BUFFER, content.size() - done));
    if (content.channel().read(buffer, content.position() + done) < 0) {
      throw new EOFException("ends after " + done + " of " + content.size() + " bytes");
    }
    buffer.flip();
  }

  /** Makes durable that the copies stand where they do. */
  void persist() {
    for (StorageKey key : touched.values()) {
      onTarget(() -> {
        target.persist(key);
        return true;
      });
    }
  }

  private <T> T onTarget(DiskThreads.Task<T> task) {
    try {
      return disk.call(task);
    } catch (IOException e) {
      throw new UncheckedIOException(new UnwritableException(e));
    }
  }

  private static String describe(IOException e) {
    return e instanceof NoSuchFileException
        ? "there is no file " + e.getMessage()
        : String.valueOf(e.getMessage());
  }
}
