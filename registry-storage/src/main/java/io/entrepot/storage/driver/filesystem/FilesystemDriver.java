package io.entrepot.storage.driver.filesystem;

import io.entrepot.storage.driver.Capabilities;
import io.entrepot.storage.driver.StorageDriver;
import io.entrepot.storage.driver.StorageKey;
import io.entrepot.storage.driver.StorageReader;
import io.entrepot.storage.driver.StorageWriter;
import io.entrepot.storage.driver.StoredObject;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.function.Consumer;

/** A key is a path below the root; {@code persist} is an fsync of the directory it stands in. */
final class FilesystemDriver implements StorageDriver {
  private static final Capabilities CAPABILITIES = new Capabilities(true, true);

  private final Path root;
  private final Room room;

  FilesystemDriver(Path root) {
    this.root = root;
    this.room = new Room(root);
  }

  @Override
  public Capabilities capabilities() {
    return CAPABILITIES;
  }

  @Override
  public StorageWriter create(StorageKey key) throws IOException {
    try {
      return new FileWriter(
          FileChannel.open(path(key), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
          room,
          0);
    } catch (IOException e) {
      throw room.explain(e);
    }
  }

  @Override
  public StorageWriter reopen(StorageKey key, long length) throws IOException {
    FileChannel channel = FileChannel.open(path(key), StandardOpenOption.WRITE);
    try {
      if (channel.size() < length) {
        throw new NoSuchFileException(key.value(), null, "shorter than " + length + " bytes");
      }
      channel.truncate(length);
      channel.position(length);
      return new FileWriter(channel, room, length);
    } catch (IOException e) {
      channel.close();
      throw room.explain(e);
    }
  }

  @Override
  public StorageReader open(StorageKey key) throws IOException {
    FileChannel channel = FileChannel.open(path(key), StandardOpenOption.READ);
    try {
      return new FileReader(channel, channel.size());
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  @Override
  public void link(StorageKey from, StorageKey to) throws IOException {
    try {
      Files.createLink(path(to), path(from));
    } catch (IOException e) {
      throw room.explain(e);
    }
  }

  @Override
  public void persist(StorageKey key) throws IOException {
    Filesystem.sync(Objects.requireNonNull(path(key).getParent()));
  }

  @Override
  public boolean delete(StorageKey key) throws IOException {
    return Files.deleteIfExists(path(key));
  }

  @Override
  public void list(StorageKey prefix, Consumer<StoredObject> consumer) throws IOException {
    Path start = path(prefix);
    if (Files.isDirectory(start)) {
      Files.walkFileTree(start, new Lister(consumer));
    }
  }

  @Override
  public void close() {}

  private Path path(StorageKey key) {
    return root.resolve(key.value());
  }

  private final class Lister extends SimpleFileVisitor<Path> {
    private final Consumer<StoredObject> consumer;

    Lister(Consumer<StoredObject> consumer) {
      this.consumer = consumer;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      if (attributes.isRegularFile()) {
        // A file whose name no key has was put there by someone else.
        StorageKey.parse(root.relativize(file).toString())
            .ifPresent(key -> consumer.accept(new StoredObject(key, attributes.size())));
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
      if (failure instanceof NoSuchFileException) {
        return FileVisitResult.CONTINUE; // it went while we were listing
      }
      throw failure;
    }
  }
}
