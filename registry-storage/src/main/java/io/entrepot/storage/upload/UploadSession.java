package io.entrepot.storage.upload;

import io.entrepot.storage.oci.Digest;
import java.io.IOException;
import java.util.Optional;

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
@SuppressWarnings("DoNotCallSuggester")
public final class UploadSession implements AutoCloseable {
  /**
   * Uploads of at most this many bytes stay in memory and make no file, unless they are {@link
   * #sync}ed into one: 32 KiB.
   */
  public static final int INLINE_LIMIT = 32 * 1024;

  UploadSession() {}

  /** Bytes that came, durable or not. */
  public long received() {
    throw new UnsupportedOperationException();
  }

  /**
   * Writes and hashes bytes as they come. Long before the last came, the first are made durable in
   * the background, and the checkpoint is told.
   *
   * @throws IOException what the source threw when it broke off; what came before is kept, and
   *     {@link #sync} makes it durable
   */
  public void append(ByteSource source, Checkpoint checkpoint) throws IOException {
    throw new UnsupportedOperationException();
  }

  /**
   * All bytes, when they are few and in memory only: a caller that keeps them durably itself need
   * not {@link #sync}, which would make a file of them, and gives them to {@link
   * UploadSessions#acquire(UploadId, io.entrepot.storage.oci.DigestAlgorithm, byte[])} next time.
   */
  public Optional<byte[]> inMemory() {
    throw new UnsupportedOperationException();
  }

  /**
   * Makes everything that came durable in the upload's file.
   *
   * @return how many bytes that is, the same as {@link #received}
   */
  public long sync() {
    throw new UnsupportedOperationException();
  }

  /**
   * Ends the upload when its bytes have this digest, of either algorithm. Whether it succeeds or
   * fails, nothing but {@link #close} may be called afterwards.
   *
   * @throws io.entrepot.storage.failure.StorageException DigestMismatch; the caller then forgets
   *     the upload
   */
  public FinishedUpload finish(Digest expected) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void close() {}
}
