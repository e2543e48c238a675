package io.entrepot.storage.driver.filesystem;

import io.entrepot.storage.driver.StoppingDriver;
import io.entrepot.storage.driver.StorageDriver;
import io.entrepot.storage.driver.StorageKey;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.SequencedSet;

/** Makes drivers that keep objects as files below a directory. */
public final class Filesystem {
  private Filesystem() {}

  /**
   * A driver on this directory, which is made when it does not exist. One process at a time may use
   * it. Stops writing after a failed force.
   *
   * @param directories the prefixes that objects will stand right below ({@code
   *     Layout.directories()}): made here, durably, so that no write ever has to
   */
  public static StorageDriver open(Path root, Collection<StorageKey> directories)
      throws IOException {
    Path base = root.toAbsolutePath().normalize();
    SequencedSet<Path> parents = new LinkedHashSet<>();
    make(base, parents);
    for (StorageKey directory : directories) {
      make(base.resolve(directory.value()), parents);
    }
    // These few are synced at each start, since an earlier one may have died before it came to it.
    for (Path parent : parents) {
      sync(parent);
    }
    return new StoppingDriver(new FilesystemDriver(base));
  }

  /**
   * Tries whether {@link StorageDriver#link} is going to work below this directory, which exists:
   * for who is about to serve a store, since a copy of one may lie anywhere.
   *
   * @throws IOException when not, in a sentence that says what to do
   */
  public static void requireLinks(Path root) throws IOException {
    HardLinks.require(root, Files::createLink);
  }

  /** Makes the directory and those above it, and notes where entries may be new. */
  private static void make(Path directory, SequencedSet<Path> parents) throws IOException {
    Optional<Path> parent = Optional.ofNullable(directory.getParent());
    if (!Files.isDirectory(directory)) {
      if (parent.isPresent()) {
        make(parent.get(), parents);
      }
      Files.createDirectory(directory);
    }
    parent.ifPresent(parents::add);
  }

  /** Makes the entries of a directory durable. */
  static void sync(Path directory) throws IOException {
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }
}
