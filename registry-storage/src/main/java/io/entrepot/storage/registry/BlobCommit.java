package io.entrepot.storage.registry;

import io.entrepot.storage.blob.BlobLocation;
import io.entrepot.storage.blob.BlobStore;
import io.entrepot.storage.failure.StorageException;
import io.entrepot.storage.failure.StorageFailure;
import io.entrepot.storage.metadata.BlobRow;
import io.entrepot.storage.metadata.BlobRows;
import io.entrepot.storage.metadata.Database;
import io.entrepot.storage.metadata.MetadataException;
import io.entrepot.storage.metadata.Sql;
import io.entrepot.storage.metadata.Transaction;
import io.entrepot.storage.metadata.UploadRow;
import io.entrepot.storage.metadata.UploadRows;
import io.entrepot.storage.oci.Digest;
import io.entrepot.storage.oci.RepositoryKey;
import io.entrepot.storage.upload.FinishedUpload;
import io.entrepot.storage.upload.UploadId;
import io.entrepot.storage.upload.UploadSessions;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;

/**
 * The commit point of a blob: its bytes are durable at their content address, or come with the
 * transaction; then one transaction makes the blob's row if there is none, links it, and ends the
 * upload. Called while the upload is held. Any thread.
 */
final class BlobCommit {
  private final Database database;
  private final BlobStore blobs;
  private final UploadSessions sessions;
  private final LayerCache cache;
  private final InstantSource clock;

  BlobCommit(
      Database database,
      BlobStore blobs,
      UploadSessions sessions,
      LayerCache cache,
      InstantSource clock) {
    this.database = database;
    this.blobs = blobs;
    this.sessions = sessions;
    this.cache = cache;
    this.clock = clock;
  }

  LayerInfo publish(RepositoryKey repository, UploadRow upload, FinishedUpload finished) {
    BlobRow blob =
        switch (finished) {
          case FinishedUpload.Inline inline -> publish(repository, upload, inline);
          case FinishedUpload.OnDisk onDisk -> publish(repository, upload, onDisk);
        };
    return new LayerInfo(blob.digest(), blob.size());
  }

  private BlobRow publish(
      RepositoryKey repository, UploadRow upload, FinishedUpload.Inline finished) {
    BlobRow blob =
        link(
            repository,
            upload,
            finished,
            sql ->
                BlobRows.insertInline(sql, finished.digest(), finished.content(), clock.instant()));
    sessions.forgetLeftover(upload.id());
    return blob;
  }

  private BlobRow publish(
      RepositoryKey repository, UploadRow upload, FinishedUpload.OnDisk finished) {
    if (database.read(sql -> BlobRows.find(sql, finished.digest())).isPresent()) {
      Optional<BlobRow> present = linkPresent(repository, upload, finished);
      if (present.isPresent()) {
        sessions.forget(upload.id());
        return present.get();
      }
    }
    BlobLocation.Stored own = adopt(finished);
    BlobRow blob = linkOwn(repository, upload, finished, own);
    if (!blob.location().equals(own)) {
      // Another upload of the same content committed first.
      blobs.remove(finished.digest(), own);
    }
    return blob;
  }

  private BlobRow linkOwn(
      RepositoryKey repository,
      UploadRow upload,
      FinishedUpload finished,
      BlobLocation.Stored own) {
    try {
      return link(
          repository,
          upload,
          finished,
          sql ->
              BlobRows.insertStored(sql, finished.digest(), finished.size(), own, clock.instant()));
    } catch (StorageException e) {
      if (e.failure() instanceof StorageFailure.UploadUnknown) {
        blobs.remove(finished.digest(), own);
      } else if (!(e.failure() instanceof StorageFailure.WritesStopped)) {
        giveBack(upload, finished.digest(), e);
      }
      // After a fault it is unknown whether the row became durable, and it may name the file.
      throw e;
    } catch (MetadataException e) {
      giveBack(upload, finished.digest(), e);
      throw e;
    }
  }

  /** Nothing was committed, so the upload is still there and needs its bytes. */
  private void giveBack(UploadRow upload, Digest digest, RuntimeException cause) {
    try {
      blobs.giveBack(upload.id(), digest);
      // Whoever cancelled it before its file was back has not seen the file.
      if (database.read(sql -> UploadRows.find(sql, upload.repository(), upload.id())).isEmpty()) {
        sessions.forget(upload.id());
      }
    } catch (RuntimeException e) {
      cause.addSuppressed(e);
    }
  }

  /**
   * Takes an upload's file back that an earlier attempt to complete it left at its content address,
   * since the process ended before the commit.
   *
   * @return whether there was one
   */
  boolean recover(UploadId upload, Digest digest) {
    return isUncommitted(upload, digest) && blobs.giveBack(upload, digest);
  }

  private BlobLocation.Stored adopt(FinishedUpload.OnDisk finished) {
    try {
      return blobs.adopt(finished);
    } catch (UncheckedIOException e) {
      // Left by an earlier attempt, after which the bytes were all sent again.
      if (e.getCause() instanceof FileAlreadyExistsException
          && isUncommitted(finished.id(), finished.digest())) {
        blobs.remove(finished.digest(), BlobStore.location(finished.id()));
        return blobs.adopt(finished);
      }
      throw e;
    }
  }

  /**
   * Whether no blob's row names the file that the upload becomes. Asked of the writer, which
   * refuses when it is unknown whether an earlier commit became durable.
   */
  private boolean isUncommitted(UploadId upload, Digest digest) {
    BlobLocation own = BlobStore.location(upload);
    return database.write(transaction ->
        BlobRows.find(transaction.sql(), digest)
            .map(blob -> !blob.location().equals(own))
            .orElse(true));
  }

  /** Links the blob that the store holds; empty when it went meanwhile. */
  private Optional<BlobRow> linkPresent(
      RepositoryKey repository, UploadRow upload, FinishedUpload finished) {
    return database.write(transaction ->
        BlobRows.find(transaction.sql(), finished.digest())
            .map(blob -> link(transaction, repository, upload, blob)));
  }

  private BlobRow link(
      RepositoryKey repository,
      UploadRow upload,
      FinishedUpload finished,
      Function<Sql, BlobRow> insert) {
    return database.write(transaction -> {
      BlobRow blob =
          BlobRows.find(transaction.sql(), finished.digest())
              .orElseGet(() -> insert.apply(transaction.sql()));
      return link(transaction, repository, upload, blob);
    });
  }

  private BlobRow link(
      Transaction transaction, RepositoryKey repository, UploadRow upload, BlobRow blob) {
    if (!UploadRows.delete(transaction.sql(), upload.id())) {
      throw new StorageFailure.UploadUnknown(upload.id().toString()).exception();
    }
    Instant now = clock.instant();
    long id = Tables.repositoryMade(transaction.sql(), repository, now);
    BlobRows.link(transaction.sql(), id, blob.id(), now);
    transaction.afterCommit(() -> cache.put(repository, blob));
    return blob;
  }
}
