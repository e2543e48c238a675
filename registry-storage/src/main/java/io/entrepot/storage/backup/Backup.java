package io.entrepot.storage.backup;

import io.entrepot.storage.blob.BlobLocation;
import io.entrepot.storage.blob.BlobStore;
import io.entrepot.storage.driver.DiskThreads;
import io.entrepot.storage.driver.StorageDriver;
import io.entrepot.storage.metadata.BlobPages;
import io.entrepot.storage.metadata.BlobRow;
import io.entrepot.storage.metadata.MetadataCopy;
import io.entrepot.storage.metadata.ReadOnlyDatabase;
import io.entrepot.storage.metadata.SqliteDatabase;
import io.entrepot.storage.metadata.StoreRows;
import io.entrepot.storage.metadata.StoreTotals;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Copies a store while a server may be using it. The copy is a store like any other, which a server
 * can be started on.
 *
 * <p>Why it is consistent. The metadata is copied first, as one snapshot; it holds every manifest,
 * tag, link and small blob of that moment and names the file of every other blob. A blob's row is
 * committed only when its file is whole and durable, so all files that the snapshot names were
 * there when it was taken. A file never changes once it has its name, and a hold that is taken
 * before the snapshot keeps a serving store from deleting any that the snapshot names (docs/gc.md),
 * so they are still the same whenever their turn to be copied comes. The hold is renewed until the
 * copy is whole; a backup that finds it expired fails. What was pushed after the snapshot is in
 * neither part: its rows are not in the copy, and no file is looked at but those that the copy's
 * rows name. The other order would be wrong: a blob pushed between the copying of files and the
 * snapshot would have a row and no file.
 *
 * <p>Open uploads are left out, with their rows: their clients belong to the running server.
 *
 * <p>Each blob is hashed on its way. One that is broken in the store cannot be saved; it is told,
 * and all others are saved.
 */
public final class Backup {
  private static final int QUEUED_DISK_CALLS = 64;
  private static final int METADATA_READERS = 1;

  private final Path source;
  private final Path target;
  private final DirectoryOpener opener;
  private final int threads;
  private final Companion companion;
  private final DamageListener listener;
  private final InstantSource clock;
  private final AtomicLong copied = new AtomicLong();
  private final AtomicLong files = new AtomicLong();
  private final AtomicLong fileBytes = new AtomicLong();
  private final AtomicLong damaged = new AtomicLong();
  private volatile BackupProgress stage = new BackupProgress("metadata", 0, 0);

  /**
   * A backup of the store in one folder into another.
   *
   * @param target is not there, or an empty folder
   * @param opener for the bytes of both
   * @param companion is copied after the metadata, so that whoever its policies name is in there
   * @param threads blobs that are copied at a time
   * @param clock the one that the server goes by
   */
  public Backup(
      Path source,
      Path target,
      DirectoryOpener opener,
      Companion companion,
      int threads,
      DamageListener listener,
      InstantSource clock) {
    this.source = source;
    this.target = target;
    this.opener = opener;
    this.companion = companion;
    this.threads = threads;
    this.listener = listener;
    this.clock = clock;
  }

  /** How far it is. Any thread, at any time. */
  public BackupProgress progress() {
    BackupProgress now = stage;
    return new BackupProgress(now.phase(), copied.get(), now.totalBytes());
  }

  /**
   * Makes the copy, which is durable and complete when this returns; once.
   *
   * @throws BackupRefusedException when something is in its way
   * @throws HoldExpiredException when files may have been deleted before they were copied
   * @throws IOException or its unchecked kin, when it cannot be written; what there is of it keeps
   *     the name of an unfinished one
   */
  public BackupReport run() throws IOException {
    try (KeptHold hold = KeptHold.take(source.resolve(SqliteDatabase.FILE_NAME), clock)) {
      return copyAll(hold);
    }
  }

  private BackupReport copyAll(KeptHold hold) throws IOException {
    TargetDirectory directory = TargetDirectory.prepare(source, target);
    Path metadata = directory.partial().resolve(SqliteDatabase.FILE_NAME);
    MetadataCopy.write(source.resolve(SqliteDatabase.FILE_NAME), metadata);
    TargetDirectory.sync(metadata);
    companion.copy(source, directory.partial());
    StoreTotals totals;
    try (ReadOnlyDatabase snapshot = ReadOnlyDatabase.open(metadata, METADATA_READERS)) {
      totals = snapshot.read(StoreRows::totals);
      long bytes = snapshot.read(StoreRows::fileBytes);
      directory.requireRoom(bytes);
      stage = new BackupProgress("blobs", 0, bytes);
      copyFiles(snapshot, directory, hold);
    }
    stage = new BackupProgress("done", 0, stage.totalBytes());
    hold.confirm();
    directory.complete();
    return new BackupReport(
        totals.manifests(), totals.tags(), files.get(), fileBytes.get(), damaged.get());
  }

  private void copyFiles(ReadOnlyDatabase snapshot, TargetDirectory directory, KeptHold hold)
      throws IOException {
    try (StorageDriver from = opener.open(source);
        StorageDriver to = opener.open(directory.partial());
        DiskThreads disk = new DiskThreads(threads, QUEUED_DISK_CALLS)) {
      BlobCopier copier = new BlobCopier(new BlobStore(from, disk), to, disk, copied);
      new BlobPages(snapshot).forEach(threads, blob -> copy(copier, blob, hold));
      copier.persist();
    }
  }

  private void copy(BlobCopier copier, BlobRow blob, KeptHold hold) {
    switch (blob.location()) {
      case BlobLocation.Inline _ -> {
        // It came with the metadata.
      }
      case BlobLocation.Stored stored -> {
        Optional<String> fault = copier.copy(blob, stored);
        // A file that is gone is no damage of the store when nobody was bound to keep it.
        hold.require();
        fault.ifPresentOrElse(why -> tell(blob, why), () -> count(blob));
      }
    }
  }

  private void count(BlobRow blob) {
    files.incrementAndGet();
    fileBytes.addAndGet(blob.size());
  }

  private synchronized void tell(BlobRow blob, String why) {
    damaged.incrementAndGet();
    listener.damaged(blob.digest(), why);
  }
}
