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
import java.nio.file.NoSuchFileException;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;

/**
 * The commit point of a blob: its bytes are durable at their content address, or come with the
 * transaction; then one transaction makes the blob's row if there is none, links it, and ends the
 * upload. Called while the upload is held. Any thread.
 *
 * <p>The file of a large upload is published by a second name, and its first goes after the commit.
 * So until the commit the upload is whole, whatever happens: the process ends, the transaction
 * fails, or nobody knows whether it became durable. What that leaves at the content address is a
 * name without a row. It is usually the same file as the upload's, which may grow or be cut off
 * when the upload goes on, and then it no longer holds what its name says. That does no harm: a row
 * can come to name it only when this very upload ends with that digest, for the generation is the
 * upload's id, and then the old name is removed and made anew from bytes that were hashed again.
 *
 * <p>The other way round, nothing is ever written to a file that a row names: the row comes with
 * the transaction that takes the upload's row away, without which no session opens the file. Only
 * after a commit of which it is unknown whether it became durable is the upload's row still seen;
 * the database has then stopped, and so no session is given out ({@link Uploads}).
 */
final class BlobCommit {
  private final Database database;
  private final BlobStore blobs;
  private final UploadSessions sessions;
  private final BlobLinks links;
  private final Governance governance;
  private final InstantSource clock;

  BlobCommit(
      Database database,
      BlobStore blobs,
      UploadSessions sessions,
      BlobLinks links,
      Governance governance,
      InstantSource clock) {
    this.database = database;
    this.blobs = blobs;
    this.sessions = sessions;
    this.links = links;
    this.governance = governance;
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

  /** Publishes the few bytes of an upload that has no row. */
  LayerInfo publish(RepositoryKey repository, UploadId upload, FinishedUpload.Inline finished) {
    BlobRow blob =
        database.write(
            transaction -> link(transaction, repository, foundOrMade(transaction.sql(), finished)));
    sessions.forgetLeftover(upload);
    return new LayerInfo(blob.digest(), blob.size());
  }

  private BlobRow foundOrMade(Sql sql, FinishedUpload.Inline finished) {
    return BlobRows.find(sql, finished.digest())
        .orElseGet(() ->
            BlobRows.insertInline(sql, finished.digest(), finished.content(), clock.instant()));
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
    sessions.forget(upload.id());
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
      // After a fault it is unknown whether the row became durable, and it may name the file.
      if (!(e.failure() instanceof StorageFailure.WritesStopped)) {
        discard(finished.digest(), own, e);
      }
      throw e;
    } catch (MetadataException e) {
      discard(finished.digest(), own, e);
      throw e;
    }
  }

  /** Nothing was committed: the upload is as it was, or was cancelled meanwhile. */
  private void discard(Digest digest, BlobLocation.Stored own, RuntimeException cause) {
    try {
      blobs.remove(digest, own);
    } catch (RuntimeException e) {
      cause.addSuppressed(e);
    }
  }

  private BlobLocation.Stored adopt(FinishedUpload.OnDisk finished) {
    try {
      return blobs.adopt(finished);
    } catch (UncheckedIOException e) {
      if (e.getCause() instanceof NoSuchFileException) {
        // Cancelled meanwhile.
        throw new StorageFailure.UploadUnknown(finished.id().toString()).exception();
      }
      // Left by an earlier attempt, after which the process ended.
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
    return link(transaction, repository, blob);
  }

  private BlobRow link(Transaction transaction, RepositoryKey repository, BlobRow blob) {
    long id = governance.made(transaction, repository);
    links.link(transaction, repository, id, blob);
    return blob;
  }
}
