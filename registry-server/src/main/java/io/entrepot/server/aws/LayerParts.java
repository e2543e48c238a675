package io.entrepot.server.aws;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/**
 * Where a door puts the bytes of a layer's part while they come: a file without a name, so that a
 * part takes no heap and a crash leaves nothing. The upload itself hears of the part only when the
 * operation is asked, and a door asks it only once the signature of the whole request has held.
 *
 * <p>A door does {@link #begin}, then {@link Incoming#append} for each decoded piece, then hands
 * {@link Incoming#commit} to the operation, and closes the incoming part in the end, whatever
 * happened. One thread for each incoming part.
 */
public final class LayerParts {
  private static final int PIECE_BYTES = 64 << 10;

  private final Path directory;
  private final long most;

  /**
   * @param directory of the disk that uploads lie on
   * @param most bytes of a part
   */
  public LayerParts(Path directory, long most) {
    this.directory = directory;
    this.most = most;
  }

  /** A part that is going to come. */
  public Incoming begin() throws IOException {
    Path name = Files.createTempFile(directory, "part-", "");
    FileChannel file = FileChannel.open(name, StandardOpenOption.READ, StandardOpenOption.WRITE);
    Files.delete(name);
    return new Incoming(file);
  }

  /** A part that comes. */
  public final class Incoming implements AutoCloseable {
    private final FileChannel file;
    private long size;

    private Incoming(FileChannel file) {
      this.file = file;
    }

    /**
     * Adds bytes, all that remain.
     *
     * @throws AwsException when the part is too large
     */
    public void append(ByteBuffer bytes) throws IOException {
      if (size + bytes.remaining() > most) {
        throw AwsError.REQUEST_TOO_LARGE.because("A part has at most " + most + " bytes.");
      }
      while (bytes.hasRemaining()) {
        size += file.write(bytes, size);
      }
    }

    /** The whole part, to be read until this is closed. */
    public Part commit() {
      return new Part() {
        @Override
        public long size() {
          return size;
        }

        @Override
        public void drainTo(Sink sink) throws IOException {
          read(sink);
        }
      };
    }

    private void read(Part.Sink sink) throws IOException {
      byte[] piece = new byte[PIECE_BYTES];
      for (long at = 0; at < size; ) {
        int read = file.read(ByteBuffer.wrap(piece), at);
        if (read < 0) {
          throw new IOException("a part ends before its end");
        }
        sink.write(read == piece.length ? piece : Arrays.copyOf(piece, read));
        at += read;
      }
    }

    /** Gives the bytes up. */
    @Override
    public void close() throws IOException {
      file.close();
    }
  }
}
