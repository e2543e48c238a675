package io.entrepot.storage.registry;

import io.entrepot.storage.failure.StorageException;
import io.entrepot.storage.failure.StorageFailure;
import io.entrepot.storage.metadata.Database;
import io.entrepot.storage.metadata.MetadataException;
import io.entrepot.storage.metadata.Sql;
import io.entrepot.storage.metadata.StoreRows;
import io.entrepot.storage.metadata.UploadRow;
import io.entrepot.storage.metadata.UploadRows;
import io.entrepot.storage.oci.Digest;
import io.entrepot.storage.oci.DigestAlgorithm;
import io.entrepot.storage.oci.RepositoryKey;
import io.entrepot.storage.upload.ByteSource;
import io.entrepot.storage.upload.FinishedUpload;
import io.entrepot.storage.upload.UploadId;
import io.entrepot.storage.upload.UploadSession;
import io.entrepot.storage.upload.UploadSessions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What happens to an upload between its start and its blob. Any thread. */
final class Uploads {
  /** Uploads that one sweep ends; the next sweep goes on. */
  static final int SWEEP = 1_000;

  private static final Logger LOG = LoggerFactory.getLogger(Uploads.class);

  private final Database database;
  private final UploadSessions sessions;
  private final BlobCommit commit;
  private final Supplier<UUID> ids;
  private final int limit;
  private final InstantSource clock;
  private final UploadHolds holds = new UploadHolds();
  private final StartedUploads rowless;

  /**
   * @param rowless where uploads wait for their first byte
   * @param limit open uploads that a repository may have
   */
  Uploads(
      Database database,
      UploadSessions sessions,
      BlobCommit commit,
      StartedUploads rowless,
      Supplier<UUID> ids,
      int limit,
      InstantSource clock) {
    this.database = database;
    this.sessions = sessions;
    this.commit = commit;
    this.rowless = rowless;
    this.ids = ids;
    this.limit = limit;
    this.clock = clock;
  }

  UploadStatus start(RepositoryKey repository, DigestAlgorithm algorithm, String owner) {
    requireWrites();
    UploadRow upload =
        new UploadRow(new UploadId(ids.get()), repository, algorithm, owner, 0, Optional.empty());
    if (rowless.hasRoom()) {
      startWithoutRow(upload);
    } else {
      int others = rowless.count(repository);
      database.write(transaction -> {
        requireRoom(transaction.sql(), repository, others);
        return insert(transaction.sql(), upload);
      });
    }
    sessions.started(upload.id());
    return new UploadStatus(upload.id(), 0);
  }

  /** Counts itself first, so that of several at once none passes the limit. */
  private void startWithoutRow(UploadRow upload) {
    rowless.add(upload, clock.instant());
    boolean within = false;
    try {
      int others = rowless.count(upload.repository()) - 1;
      database.read(sql -> requireRoom(sql, upload.repository(), others));
      within = true;
    } finally {
      if (!within) {
        rowless.remove(upload.id());
      }
    }
  }

  /** An upload that gets its row just now may count twice. */
  private int requireRoom(Sql sql, RepositoryKey repository, int others) {
    int room = limit - others;
    if (room <= 0 || UploadRows.areAtLeast(sql, repository, room)) {
      throw new StorageFailure.TooManyUploads(limit).exception();
    }
    return room;
  }

  private UploadRow insert(Sql sql, UploadRow upload) {
    UploadRows.insert(sql, upload, clock.instant());
    return upload;
  }

  void requireOwner(RepositoryKey repository, UploadId upload, String owner) {
    if (!find(repository, upload).owner().equals(owner)) {
      throw unknown(upload);
    }
  }

  UploadStatus status(RepositoryKey repository, UploadId upload) {
    return new UploadStatus(upload, find(repository, upload).received());
  }

  UploadStatus append(
      RepositoryKey repository, UploadId upload, OptionalLong from, ByteSource source) {
    try (var hold = holds.take(upload);
        UploadSession session = acquire(find(repository, upload))) {
      return append(hold.upload(), session, from, source);
    }
  }

  LayerInfo complete(
      RepositoryKey repository,
      UploadId upload,
      OptionalLong from,
      ByteSource rest,
      Digest expected) {
    try (var hold = holds.take(upload)) {
      UploadRow row = find(repository, upload);
      try (UploadSession session = acquire(row)) {
        receive(hold.upload(), session, from, rest);
        FinishedUpload finished = finish(upload, session, expected);
        return rowless.contains(upload) && finished instanceof FinishedUpload.Inline few
            ? rowless.settle(upload, () -> commit.publish(repository, upload, few))
            : commit.publish(repository, row, finished);
      }
    }
  }

  void cancel(RepositoryKey repository, UploadId upload) {
    find(repository, upload);
    end(upload);
  }

  /**
   * Ends uploads that nothing touched for so long, the oldest first, at most {@value #SWEEP}.
   *
   * @return how many it ended
   */
  int expire(Instant now, Duration idle) {
    Instant since = now.minus(idle);
    int ended = 0;
    for (UploadRow upload : rowless.startedBefore(since)) {
      ended += expire(upload.id(), since) ? 1 : 0;
    }
    List<UploadRow> expired = database.read(sql -> UploadRows.untouchedSince(sql, since, SWEEP));
    for (UploadRow row : expired) {
      ended += expire(row.id(), since) ? 1 : 0;
    }
    return ended;
  }

  /**
   * Removes files of uploads that ended, which a crash left between the commit that ended them and
   * the removal; at most {@value #SWEEP}. Looks at each open upload, so it is not for every day.
   *
   * @return how many it removed
   */
  int removeLeftovers() {
    // A row is there before its file is made, and no id is used twice: no row now, none ever.
    return sessions.forgetAll(
        SWEEP, upload -> !database.read(sql -> StoreRows.isUpload(sql, upload.toString())));
  }

  private boolean expire(UploadId upload, Instant since) {
    try (var hold = holds.take(upload)) {
      if (rowless.claim(upload)) {
        rowless.remove(upload);
        sessions.forget(upload);
        return true;
      }
      // A request may have come and gone since the upload was listed.
      if (!database.read(sql -> UploadRows.isUntouchedSince(sql, upload, since))) {
        return false;
      }
      // First the row, then the bytes: an upload that is there is whole.
      boolean ended =
          database.write(transaction -> UploadRows.delete(transaction.sql(), hold.upload()));
      sessions.forget(upload);
      return ended;
    } catch (StorageException e) {
      if (e.failure() instanceof StorageFailure.UploadBusy) {
        return false;
      }
      throw e;
    }
  }

  // In this order: an upload's row is there before it leaves those without one.
  private UploadRow find(RepositoryKey repository, UploadId upload) {
    return rowless
        .find(repository, upload)
        .orElseGet(() ->
            database.read(sql ->
                UploadRows.find(sql, repository, upload).orElseThrow(() -> unknown(upload))));
  }

  /** Opens the upload's file; its hold was taken before its row was read. */
  private UploadSession acquire(UploadRow row) {
    // The row may be gone after a restart, and the file be a blob's already.
    requireWrites();
    return row.content().isPresent()
        ? sessions.acquire(row.id(), row.algorithm(), row.content().get())
        : sessions.acquire(row.id(), row.algorithm(), row.received());
  }

  private void requireWrites() {
    if (database.hasStopped()) {
      throw new StorageFailure.WritesStopped().exception();
    }
  }

  private UploadStatus append(
      UploadId upload, UploadSession session, OptionalLong from, ByteSource source) {
    receive(upload, session, from, source);
    return keep(upload, session);
  }

  /** Takes the bytes of the source; when it breaks off, keeps those that came. */
  private void receive(
      UploadId upload, UploadSession session, OptionalLong from, ByteSource source) {
    long received = session.received();
    if (from.isPresent() && from.getAsLong() != received) {
      throw new StorageFailure.UploadOutOfOrder(upload.toString(), received).exception();
    }
    try {
      session.append(
          sink ->
              source.drainTo(chunks -> {
                if (received(session, chunks) > UploadSession.INLINE_LIMIT) {
                  // These bytes make a file, which must not be there without a row.
                  giveRow(upload);
                }
                sink.write(chunks);
              }),
          durable -> record(upload, durable));
    } catch (IOException e) {
      if (!hasDiskFailed(e)) {
        keep(upload, session);
      }
      throw new UncheckedIOException(e);
    }
  }

  private static long received(UploadSession session, ByteBuffer[] more) {
    long bytes = session.received();
    for (ByteBuffer chunk : more) {
      bytes += chunk.remaining();
    }
    return bytes;
  }

  /** Whether bytes could not be made durable while the source broke off. */
  private static boolean hasDiskFailed(IOException e) {
    return Arrays.stream(e.getSuppressed())
        .anyMatch(it -> it instanceof StorageException || it instanceof UncheckedIOException);
  }

  private UploadStatus keep(UploadId upload, UploadSession session) {
    giveRow(upload);
    Optional<byte[]> few = session.inMemory();
    if (few.isPresent()) {
      byte[] content = few.get();
      recorded(
          upload,
          database.write(transaction ->
              UploadRows.record(transaction.sql(), upload, content, clock.instant())));
      return new UploadStatus(upload, content.length);
    }
    long durable = session.sync();
    record(upload, durable);
    return new UploadStatus(upload, durable);
  }

  private void record(UploadId upload, long durable) {
    recorded(
        upload,
        database.write(
            transaction -> UploadRows.record(transaction.sql(), upload, durable, clock.instant())));
  }

  private static void recorded(UploadId upload, boolean present) {
    if (!present) {
      throw unknown(upload);
    }
  }

  private FinishedUpload finish(UploadId upload, UploadSession session, Digest expected) {
    try {
      return session.finish(expected);
    } catch (StorageException e) {
      if (e.failure() instanceof StorageFailure.DigestMismatch) {
        end(upload);
      }
      throw e;
    }
  }

  /** Makes the row of an upload that has none; no call of the database for one that has. */
  private void giveRow(UploadId id) {
    Optional<UploadRow> upload = rowless.find(id);
    if (upload.isEmpty()) {
      return;
    }
    rowless.settle(
        id, () -> database.write(transaction -> insert(transaction.sql(), upload.get())));
  }

  /** Gives every upload its row, so that it outlives this process; those that cannot are lost. */
  void close() {
    List<UploadRow> uploads = rowless.all().stream().filter(it -> rowless.claim(it.id())).toList();
    if (uploads.isEmpty()) {
      return;
    }
    try {
      database.write(transaction -> {
        uploads.forEach(upload -> insert(transaction.sql(), upload));
        return uploads.size();
      });
    } catch (StorageException | MetadataException e) {
      LOG.warn("{} uploads without a byte were given up", uploads.size(), e);
    }
  }

  private void end(UploadId upload) {
    if (rowless.contains(upload)) {
      endRowless(upload);
      return;
    }
    boolean present = database.write(transaction -> UploadRows.delete(transaction.sql(), upload));
    sessions.forget(upload);
    recorded(upload, present);
  }

  private void endRowless(UploadId upload) {
    if (!rowless.claim(upload)) {
      throw new StorageFailure.UploadBusy(upload.toString()).exception();
    }
    rowless.remove(upload);
    sessions.forget(upload);
  }

  private static StorageException unknown(UploadId upload) {
    return new StorageFailure.UploadUnknown(upload.toString()).exception();
  }
}
