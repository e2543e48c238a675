package io.entrepot.storage.verify;

import io.entrepot.storage.blob.BlobContent;
import io.entrepot.storage.blob.BlobLocation;
import io.entrepot.storage.blob.BlobStore;
import io.entrepot.storage.blob.WrongSizeException;
import io.entrepot.storage.layout.Layout;
import io.entrepot.storage.metadata.BlobRow;
import io.entrepot.storage.oci.Digest;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.security.MessageDigest;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntConsumer;

/** Reads a blob from end to end and says what is wrong with it. Any thread. */
public final class BlobReader {
  private static final int BUFFER = 1 << 20;

  private final BlobStore blobs;
  private final Function<BlobRow, Optional<byte[]>> inline;
  private final IntConsumer read;
  private final ThreadLocal<ByteBuffer> buffers =
      ThreadLocal.withInitial(() -> ByteBuffer.allocateDirect(BUFFER));

  /**
   * A reader of these blobs.
   *
   * @param inline gives the bytes of a blob that lies in the metadata
   * @param read is told how many bytes were read just now, and holds the reader back
   */
  public BlobReader(BlobStore blobs, Function<BlobRow, Optional<byte[]>> inline, IntConsumer read) {
    this.blobs = blobs;
    this.inline = inline;
    this.read = read;
  }

  /** What is wrong; empty when the bytes are there and have the size and the digest. */
  public Optional<Finding> examine(BlobRow blob) {
    return switch (blob.location()) {
      case BlobLocation.Inline _ -> examineInline(blob);
      case BlobLocation.Stored stored -> examineStored(blob, stored);
    };
  }

  private Optional<Finding> examineInline(BlobRow blob) {
    Optional<byte[]> content = inline.apply(blob);
    if (content.isEmpty()) {
      return missing(blob, "its bytes are not in the metadata");
    }
    byte[] bytes = content.get();
    read.accept(bytes.length);
    if (bytes.length != blob.size()) {
      return damaged(blob, "has " + bytes.length + " bytes, not " + blob.size());
    }
    return compared(blob, Digest.of(blob.digest().algorithm(), bytes));
  }

  private Optional<Finding> examineStored(BlobRow blob, BlobLocation.Stored stored) {
    try (BlobContent content = blobs.open(blob.digest(), stored, blob.size())) {
      return compared(blob, hash(blob, content));
    } catch (UncheckedIOException e) {
      return unreadable(blob, stored, Objects.requireNonNull(e.getCause()));
    } catch (IOException e) {
      return unreadable(blob, stored, e);
    }
  }

  private Digest hash(BlobRow blob, BlobContent content) throws IOException {
    MessageDigest running = blob.digest().algorithm().newMessageDigest();
    ByteBuffer buffer = buffers.get();
    for (long done = 0; done < content.size(); done += buffer.limit()) {
      buffer.clear().limit((int) Math.min(BUFFER, content.size() - done));
      int some = content.channel().read(buffer, content.position() + done);
      if (some < 0) {
        throw new EOFException("ends after " + done + " of " + blob.size() + " bytes");
      }
      running.update(buffer.flip());
      read.accept(some);
    }
    return Digest.ofRunning(blob.digest().algorithm(), running);
  }

  private static Optional<Finding> unreadable(
      BlobRow blob, BlobLocation.Stored stored, IOException cause) {
    if (cause instanceof NoSuchFileException) {
      return missing(blob, "there is no file " + Layout.blob(blob.digest(), stored.generation()));
    }
    String why = String.valueOf(cause.getMessage());
    return cause instanceof EOFException || cause instanceof WrongSizeException
        ? damaged(blob, why)
        : Optional.of(Finding.reported(FindingKind.BLOB_UNREADABLE, blob.digest().toString(), why));
  }

  private static Optional<Finding> compared(BlobRow blob, Digest actual) {
    return actual.equals(blob.digest())
        ? Optional.empty()
        : damaged(blob, "its bytes hash to " + actual);
  }

  private static Optional<Finding> missing(BlobRow blob, String why) {
    return Optional.of(Finding.reported(FindingKind.BLOB_MISSING, blob.digest().toString(), why));
  }

  private static Optional<Finding> damaged(BlobRow blob, String why) {
    return Optional.of(Finding.reported(FindingKind.BLOB_DAMAGED, blob.digest().toString(), why));
  }
}
