package io.entrepot.storage.blob;

import io.entrepot.storage.driver.DiskThreads;
import io.entrepot.storage.driver.StorageDriver;
import io.entrepot.storage.driver.StorageKey;
import io.entrepot.storage.driver.StorageReader;
import io.entrepot.storage.driver.StorageWriter;
import io.entrepot.storage.encoding.Encoding;
import io.entrepot.storage.layout.Layout;
import io.entrepot.storage.oci.Digest;
import io.entrepot.storage.upload.FinishedUpload;
import io.entrepot.storage.upload.UploadId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.util.function.Consumer;

/**
 * Blobs at their content addresses. Whether a blob exists is for its row to say, which holds the
 * location. Any thread; disk calls run on disk threads. A fault of the disk comes as {@link
 * java.io.UncheckedIOException} or as a {@link io.entrepot.storage.failure.StorageException}
 * (OutOfSpace, WritesStopped).
 */
public final class BlobStore {
  private final StorageDriver driver;
  private final DiskThreads disk;

  /**
   * A store on this driver.
   *
   * @throws IllegalArgumentException when the driver has no files to open
   */
  public BlobStore(StorageDriver driver, DiskThreads disk) {
    if (!driver.capabilities().fileChannels()) {
      throw new IllegalArgumentException("blobs are served from files");
    }
    this.driver = driver;
    this.disk = disk;
  }

  /**
   * Makes an upload's bytes durable and gives them their content address beside the upload's own
   * key; durable when it returns. Its session is still held. Until a row names the blob, the upload
   * stays what it was.
   *
   * @throws java.io.UncheckedIOException of {@link java.nio.file.FileAlreadyExistsException} when
   *     an earlier attempt left its link there; of {@link NoSuchFileException} when the upload's
   *     file is gone
   */
  public BlobLocation.Stored adopt(FinishedUpload.OnDisk upload) {
    BlobLocation.Stored location = location(upload.id());
    StorageKey key = Layout.blob(upload.digest(), location.generation());
    return call(() -> {
      upload.bytes().force();
      driver.link(Layout.upload(upload.id().value()), key);
      driver.persist(key);
      return location;
    });
  }

  /** Where an upload goes that becomes a blob. */
  public static BlobLocation.Stored location(UploadId upload) {
    // The id is random and is used up by its blob, so no other copy has it.
    return new BlobLocation.Stored(upload.toString(), Encoding.PLAIN);
  }

  /**
   * Opens a blob.
   *
   * @param size what its row says, in bytes; a file of another length is a fault
   */
  public BlobContent open(Digest digest, BlobLocation.Stored location, long size) {
    return call(() ->
        switch (location.encoding()) {
          case PLAIN -> openPlain(Layout.blob(digest, location.generation()), size);
        });
  }

  private BlobContent openPlain(StorageKey key, long size) throws IOException {
    StorageReader reader = driver.open(key);
    if (reader.size() != size) {
      reader.close();
      throw new WrongSizeException(key + " holds " + reader.size() + " bytes, not " + size);
    }
    return new BlobContent(reader.channel().orElseThrow(), 0, size);
  }

  /** Removes a blob's file, if it is there, durably; open readers keep it. */
  public void remove(Digest digest, BlobLocation.Stored location) {
    StorageKey key = Layout.blob(digest, location.generation());
    call(() -> {
      boolean removed = driver.delete(key);
      if (removed) {
        driver.persist(key);
      }
      return removed;
    });
  }

  /** Deletes a blob's file, if it is there; durable after {@link #persist(Digest)}. */
  public void delete(Digest digest, BlobLocation.Stored location) {
    call(() -> driver.delete(Layout.blob(digest, location.generation())));
  }

  /** Makes durable what was deleted in the folder in which blobs of this digest lie. */
  public void persist(Digest digest) {
    call(() -> {
      driver.persist(Layout.blob(digest, ""));
      return true;
    });
  }

  /** Whether blobs of both digests lie in one folder. */
  public static boolean shareFolder(Digest one, Digest other) {
    return Layout.blobFolder(one).equals(Layout.blobFolder(other));
  }

  /** Gives every blob file, with or without a row, in no order. */
  public void list(Consumer<StoredBlob> consumer) {
    call(() -> {
      driver.list(
          Layout.BLOBS,
          object ->
              Layout.blobName(object.key())
                  .ifPresent(name ->
                      consumer.accept(
                          new StoredBlob(name.digest(), name.generation(), object.size()))));
      return true;
    });
  }

  /**
   * Moves a broken blob's file aside, where nothing reads it; durable when it returns.
   *
   * @return whether there was one
   */
  public boolean quarantine(Digest digest, BlobLocation.Stored location) {
    StorageKey from = Layout.blob(digest, location.generation());
    StorageKey to = Layout.quarantined(digest, location.generation());
    return call(() -> moved(from, to));
  }

  /**
   * Keeps broken bytes aside that lie in no file of their own; durable when it returns. What is
   * there under that name stays.
   *
   * @param name tells them from other copies
   */
  public void quarantine(Digest digest, String name, byte[] content) {
    StorageKey key = Layout.quarantined(digest, name);
    call(() -> {
      try (StorageWriter writer = driver.create(key)) {
        writer.write(new ByteBuffer[] {ByteBuffer.wrap(content)});
        writer.force();
      } catch (FileAlreadyExistsException e) {
        return false; // an earlier attempt came as far as this
      }
      driver.persist(key);
      return true;
    });
  }

  private boolean moved(StorageKey from, StorageKey to) throws IOException {
    try {
      driver.link(from, to);
    } catch (NoSuchFileException e) {
      return false;
    }
    driver.persist(to);
    driver.delete(from);
    driver.persist(from);
    return true;
  }

  private <T> T call(DiskThreads.Task<T> task) {
    try {
      return disk.call(task);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
