package io.entrepot.storage.driver.filesystem;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Tries whether a file can have two names, which the driver's links are. */
final class HardLinks {
  private HardLinks() {}

  /** The call that makes a link. */
  @FunctionalInterface
  interface Linking {
    Path link(Path link, Path existing) throws IOException;
  }

  /**
   * Makes a link in the directory and removes it.
   *
   * @throws IOException when that is not possible, in a sentence that says what to do
   */
  static void require(Path directory, Linking linking) throws IOException {
    // A name that no key has, and that no other process uses at the moment.
    Path file = Files.createTempFile(directory, ".link-probe", "");
    Path second = file.resolveSibling(file.getFileName() + ".second");
    try {
      linking.link(second, file);
    } catch (FileSystemException | UnsupportedOperationException e) {
      throw new IOException(
          "the file system of "
              + directory
              + " does not make hard links; put the data folder on one that does (ext4, XFS,"
              + " Btrfs, ZFS, NFS): "
              + e.getMessage(),
          e);
    } finally {
      Files.deleteIfExists(second);
      Files.delete(file);
    }
  }
}
