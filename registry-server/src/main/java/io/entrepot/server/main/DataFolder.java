package io.entrepot.server.main;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/** The data folder, held by this process alone until it is closed or the process ends. */
final class DataFolder implements AutoCloseable {
  /** Empty; the operating system's lock on it is what counts, and goes with the process. */
  private static final String LOCK_FILE = "lock";

  private final Path path;
  private final FileChannel lock;

  private DataFolder(Path path, FileChannel lock) {
    this.path = path;
    this.lock = lock;
  }

  /**
   * Makes the folder when it does not exist, for its owner alone, and takes it. One that is there
   * already is left as open as somebody made it.
   *
   * @throws StartException when it cannot be written or another process has it
   */
  static DataFolder take(Path path) throws StartException {
    try {
      make(path.toAbsolutePath(), ownersAlone());
      FileChannel channel =
          FileChannel.open(
              path.resolve(LOCK_FILE), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (tryLock(channel) == null) {
        channel.close();
        throw new StartException(
            "the data folder " + path + " is in use by another entrepot process");
      }
      return new DataFolder(path, channel);
    } catch (FileAlreadyExistsException e) {
      throw new StartException("the data folder " + path + " is a file, not a folder");
    } catch (AccessDeniedException e) {
      throw new StartException(
          "the data folder " + path + " cannot be written: " + e.getFile() + " denies access");
    } catch (IOException e) {
      throw new StartException("the data folder " + path + " cannot be used: " + e.getMessage());
    }
  }

  /**
   * Makes the folder and those above it, each durably: what is stored in it must not go with it.
   */
  private static void make(Path folder, FileAttribute<?>... attributes) throws IOException {
    Path parent = folder.getParent();
    if (parent == null || Files.isDirectory(folder)) {
      return;
    }
    make(parent);
    Files.createDirectory(folder, attributes);
    try (FileChannel entries = FileChannel.open(parent, StandardOpenOption.READ)) {
      entries.force(true);
    }
  }

  /** Private images and who may read them are nobody else's on this machine. */
  private static FileAttribute<?>[] ownersAlone() {
    return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
        }
        : new FileAttribute<?>[0];
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }

  Path path() {
    return path;
  }

  /** Whether the operating system would let us write in it. */
  boolean writable() {
    return Files.isWritable(path);
  }

  @Override
  public void close() throws IOException {
    lock.close();
  }
}
