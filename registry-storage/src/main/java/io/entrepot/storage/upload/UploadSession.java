package io.entrepot.storage.upload;

import io.entrepot.storage.driver.DiskThreads;
import io.entrepot.storage.failure.StorageFailure;
import io.entrepot.storage.oci.Digest;
import io.entrepot.storage.oci.DigestAlgorithm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * An upload that one request holds: nobody else has it until it is closed. Its methods are called
 * by one thread at a time, which may be virtual; disk calls run on disk threads. Closing gives up
 * the hold and keeps what the session knows for the next request.
 *
 * <p>A fault of the disk comes as {@link java.io.UncheckedIOException} or as a {@link
 * io.entrepot.storage.failure.StorageException} (OutOfSpace, WritesStopped); the session is then
 * lost, and the next one resumes at what was durable. UploadUnknown means that it was forgotten
 * meanwhile.
 */
public final class UploadSession implements AutoCloseable {
  /**
   * Uploads of at most this many bytes stay in memory and make no file, unless they are {@link
   * #sync}ed into one: 32 KiB.
   */
  public static final int INLINE_LIMIT = 32 * 1024;

  private final Hold hold;
  private final UploadBytes bytes;
  private final DiskThreads disk;
  private final Consumer<UploadSession> release;
  private boolean finished;

  UploadSession(Hold hold, UploadBytes bytes, DiskThreads disk, Consumer<UploadSession> release) {
    this.hold = hold;
    this.bytes = bytes;
    this.disk = disk;
    this.release = release;
  }

  /** Bytes that came, durable or not. */
  public long received() {
    return bytes.received();
  }

  /**
   * Writes and hashes bytes as they come. Long before the last came, the first are made durable in
   * the background, and the checkpoint is told.
   *
   * @throws IOException what the source threw when it broke off; what came before is kept, and
   *     {@link #sync} makes it durable
   */
  public void append(ByteSource source, Checkpoint checkpoint) throws IOException {
    requireLive();
    try (WriteBack writeBack = new WriteBack(bytes, disk, checkpoint)) {
      source.drainTo(chunks -> {
        add(chunks);
        writeBack.start();
      });
    }
  }

  // Unchecked, so that it is not taken for the source's own failure.
  private void add(ByteBuffer[] chunks) {
    requireLive();
    try {
      bytes.add(chunks);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * All bytes, when they are few and in memory only: a caller that keeps them durably itself need
   * not {@link #sync}, which would make a file of them, and gives them to {@link
   * UploadSessions#acquire(UploadId, io.entrepot.storage.oci.DigestAlgorithm, byte[])} next time.
   */
  public Optional<byte[]> inMemory() {
    return bytes.inMemory();
  }

  /**
   * Makes everything that came durable in the upload's file. Without it, what this session added is
   * dropped when it is closed.
   *
   * @return how many bytes that is, the same as {@link #received}
   */
  public long sync() {
    requireLive();
    try {
      return bytes.force();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Ends the upload when its bytes have this digest, of either algorithm. Whether it succeeds or
   * fails, nothing but {@link #close} may be called afterwards.
   *
   * @throws io.entrepot.storage.failure.StorageException DigestMismatch; the caller then forgets
   *     the upload
   */
  public FinishedUpload finish(Digest expected) {
    requireLive();
    finished = true;
    Digest actual = digest(expected.algorithm());
    if (!actual.equals(expected)) {
      throw new StorageFailure.DigestMismatch(expected, actual).exception();
    }
    return bytes
        .inMemory()
        .<FinishedUpload>map(content -> new FinishedUpload.Inline(actual, content))
        .orElseGet(() ->
            new FinishedUpload.OnDisk(hold.id(), actual, bytes.received(), bytes::forceContent));
  }

  private Digest digest(DigestAlgorithm algorithm) {
    try {
      return bytes.digest(algorithm);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void requireLive() {
    if (finished) {
      throw new IllegalStateException("the upload is finished");
    }
    if (hold.isForgotten()) {
      throw new StorageFailure.UploadUnknown(hold.id().toString()).exception();
    }
  }

  Hold hold() {
    return hold;
  }

  UploadBytes bytes() {
    return bytes;
  }

  boolean isFinished() {
    return finished;
  }

  /** Whether the next request can go on with what this one knows. */
  boolean canBeContinued() {
    return !finished && !hold.isForgotten() && bytes.isSettled();
  }

  /** Gives up the hold. A second call does nothing. */
  @Override
  public void close() {
    release.accept(this);
  }
}
