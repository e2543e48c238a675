package io.entrepot.storage.backup;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Where a backup goes. It grows in a folder named {@code NAME.partial} beside its place, and gets
 * its name when all of it is durable: a backup that has its name is whole.
 */
record TargetDirectory(Path place, Path partial) {

  /**
   * Makes the folder that the backup grows in.
   *
   * @throws BackupRefusedException when something is in the way
   */
  static TargetDirectory prepare(Path source, Path target) throws IOException {
    Path place = target.toAbsolutePath().normalize();
    Path parent = place.getParent();
    if (parent == null) {
      throw new BackupRefusedException("a backup goes into a folder, not to " + place);
    }
    if (place.startsWith(source.toAbsolutePath().normalize())) {
      throw new BackupRefusedException(place + " lies within the store that is backed up");
    }
    Files.createDirectories(parent);
    requireFree(place, parent);
    Path partial = place.resolveSibling(place.getFileName() + ".partial");
    if (Files.exists(partial)) {
      throw new BackupRefusedException(
          partial + " is there, a backup that runs or never ended; if none runs, delete it");
    }
    Files.createDirectory(partial);
    return new TargetDirectory(place, partial);
  }

  private static void requireFree(Path place, Path parent) throws IOException {
    if (!Files.exists(place)) {
      return;
    }
    if (!Files.isDirectory(place) || !isEmpty(place)) {
      throw new BackupRefusedException(place + " is there and not an empty folder");
    }
    if (!Files.getFileStore(place).equals(Files.getFileStore(parent))) {
      throw new BackupRefusedException(
          "a disk is mounted on " + place + "; name a new folder within it");
    }
  }

  private static boolean isEmpty(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.findAny().isEmpty();
    }
  }

  /**
   * Refuses a backup that will not fit.
   *
   * @param bytes what is still to be written
   */
  void requireRoom(long bytes) throws IOException {
    long room = Files.getFileStore(partial).getUsableSpace();
    if (room < bytes) {
      throw new BackupRefusedException(
          "the blobs take " + bytes + " bytes and there is room for " + room + " in " + partial);
    }
  }

  /** Gives the backup its name; durable when it returns. */
  void complete() throws IOException {
    sync(partial);
    Files.move(partial, place, StandardCopyOption.ATOMIC_MOVE);
    sync(Objects.requireNonNull(place.getParent()));
  }

  /** Makes a file's bytes or a folder's entries durable. */
  static void sync(Path path) throws IOException {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }
}
