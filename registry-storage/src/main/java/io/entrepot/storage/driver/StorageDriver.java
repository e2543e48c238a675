package io.entrepot.storage.driver;

import java.io.IOException;
import java.util.function.Consumer;

/**
 * Objects of bytes under keys: what a store needs of a directory or of an object storage.
 *
 * <p>All methods may be called by any thread at any time, block on the disk, and are called on
 * {@link DiskThreads} only.
 *
 * <p>Nothing is durable because a call returned. The bytes of an object are after {@link
 * StorageWriter#force}; that an object stands under its key (made, linked) or no longer does
 * (deleted) is after {@link #persist} of that key. Until then a power cut may undo it, in any
 * order: a new name with the old bytes, a deleted name that is back, both names of a link or one.
 *
 * <p>Failures: {@link java.nio.file.NoSuchFileException} when an object is absent, {@link
 * java.nio.file.FileAlreadyExistsException} when one is in the way; a {@link
 * io.entrepot.storage.failure.StorageException} with OutOfSpace when the disk or a quota is full,
 * and with WritesStopped for every change after a failed force or persist, which is never retried;
 * any other {@link IOException} is a fault of the storage.
 */
public interface StorageDriver extends AutoCloseable {

  /** Constant for the life of the driver. */
  Capabilities capabilities();

  /**
   * Makes an empty object, which others see at once and see grow.
   *
   * @throws java.nio.file.FileAlreadyExistsException when there is one; it is not touched. Of two
   *     callers, one makes it
   */
  StorageWriter create(StorageKey key) throws IOException;

  /**
   * Opens an object to add to it, and cuts off what it holds after the given length. Whoever writes
   * to it already must be gone.
   *
   * @throws java.nio.file.NoSuchFileException when it is absent, or shorter than that; it is then
   *     not touched
   */
  StorageWriter reopen(StorageKey key, long length) throws IOException;

  /**
   * Opens an object for reading. It stays readable when it is deleted meanwhile.
   *
   * @throws java.nio.file.NoSuchFileException when it is absent
   */
  StorageReader open(StorageKey key) throws IOException;

  /**
   * Gives an object a second key, as one step: it stands under both, and each is deleted by itself.
   * Whether what is written to it afterwards shows under the other key depends on the driver (a
   * hard link shows it, a copy does not), so nobody may write to it unless the other key is never
   * read.
   *
   * @throws java.nio.file.NoSuchFileException when there is nothing to link
   * @throws java.nio.file.FileAlreadyExistsException when the target exists; neither is touched. Of
   *     two callers, one makes it
   */
  void link(StorageKey from, StorageKey to) throws IOException;

  /**
   * Makes durable whether this key has an object, and which. Says nothing of the object's bytes.
   */
  void persist(StorageKey key) throws IOException;

  /**
   * Deletes an object; open readers keep it.
   *
   * @return whether there was one
   */
  boolean delete(StorageKey key) throws IOException;

  /**
   * Gives every object whose key starts with the prefix and a slash, in no order, at any depth;
   * none when there is none. Objects that come or go meanwhile are given or not.
   */
  void list(StorageKey prefix, Consumer<StoredObject> consumer) throws IOException;

  /** Whether every change is refused with WritesStopped until a restart. Never blocks. */
  default boolean hasStopped() {
    return false;
  }

  /** Ends the driver. Writers and readers that are open stay so. */
  @Override
  void close() throws IOException;
}
