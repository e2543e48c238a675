package io.entrepot.storage.driver.filesystem;

import io.entrepot.storage.failure.StorageFailure;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Tells a full disk from a broken one. */
record Room(Path root) {
  /** A failed write with less than this many bytes left is taken for a want of room: 64 KiB. */
  private static final long NOTHING_LEFT = 64 * 1024;

  /**
   * The failure to throw for one that changing a file met.
   *
   * @throws io.entrepot.storage.failure.StorageException OutOfSpace, instead of returning, when
   *     that is what it was
   */
  IOException explain(IOException failure) throws IOException {
    if (failure instanceof NoSuchFileException || failure instanceof FileAlreadyExistsException) {
      return failure;
    }
    if (saysFull(failure) || Files.getFileStore(root).getUsableSpace() < NOTHING_LEFT) {
      throw new StorageFailure.OutOfSpace().exception();
    }
    return failure;
  }

  // The JDK has no type for this, only the system's words, which a locale may translate; hence the
  // look at the room itself as well.
  private static boolean saysFull(IOException failure) {
    String message = String.valueOf(failure.getMessage());
    return message.contains("No space left") || message.contains("quota exceeded");
  }
}
