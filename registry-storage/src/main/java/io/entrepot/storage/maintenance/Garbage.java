package io.entrepot.storage.maintenance;

import io.entrepot.storage.blob.BlobStore;
import io.entrepot.storage.maintenance.Candidate.Fate;
import io.entrepot.storage.metadata.BlobRow;
import io.entrepot.storage.metadata.Database;
import io.entrepot.storage.metadata.ExpiredRows;
import io.entrepot.storage.metadata.GarbageRows;
import io.entrepot.storage.metadata.GarbageRows.Collected;
import io.entrepot.storage.metadata.GarbageRows.DueBlob;
import io.entrepot.storage.metadata.GarbageRows.DueLink;
import io.entrepot.storage.metadata.GarbageRows.Files;
import io.entrepot.storage.metadata.GarbageRows.Removal;
import io.entrepot.storage.metadata.GarbageRows.Waiting;
import io.entrepot.storage.metadata.LinkRows;
import io.entrepot.storage.metadata.Sql;
import io.entrepot.storage.metadata.Transaction;
import io.entrepot.storage.oci.Digest;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The steps of garbage collection, each bounded by its caller and whole by itself; docs/gc.md says
 * why they may meet pushes at any moment. May block; any thread.
 */
public final class Garbage {
  private final Database database;
  private final BlobStore blobs;
  private final UnlinkListener listener;
  private final InstantSource clock;

  public Garbage(Database database, BlobStore blobs, UnlinkListener listener, InstantSource clock) {
    this.database = database;
    this.blobs = blobs;
    this.listener = listener;
    this.clock = clock;
  }

  /** Whether there is anything to do now. */
  public boolean isDue() {
    Instant now = clock.instant();
    return database.read(sql -> GarbageRows.isDue(sql, now));
  }

  /** Reviews links whose time has come, at most so many, in one transaction. */
  public Reviewed reviewLinks(int limit) {
    Instant now = clock.instant();
    return database.write(transaction -> {
      Sql sql = transaction.sql();
      List<DueLink> due = GarbageRows.links(sql, now, limit);
      int links = 0;
      int dropped = 0;
      for (DueLink link : due) {
        if (LinkRows.isNamed(sql, link.repository(), link.blob().digest())) {
          LinkRows.keep(sql, link.repository(), link.blob().id());
        } else {
          links++;
          dropped += unlink(transaction, link) ? 1 : 0;
        }
      }
      GarbageRows.count(sql, links, dropped, 0);
      return new Reviewed(due.size(), links, dropped);
    });
  }

  /** Whether the blob went with its link. */
  private boolean unlink(Transaction transaction, DueLink link) {
    Sql sql = transaction.sql();
    BlobRow blob = link.blob();
    LinkRows.unlink(sql, link.repository(), blob.id());
    link.key()
        .ifPresent(key -> transaction.afterCommit(() -> listener.unlinked(key, blob.digest())));
    if (LinkRows.isLinked(sql, blob.id())) {
      return false;
    }
    GarbageRows.drop(sql, blob);
    return true;
  }

  /** Reviews blobs whose time has come, at most so many, in one transaction. */
  public Reviewed reviewBlobs(int limit) {
    Instant now = clock.instant();
    return database.write(transaction -> {
      Sql sql = transaction.sql();
      List<DueBlob> due = GarbageRows.blobs(sql, now, limit);
      int dropped = 0;
      for (DueBlob blob : due) {
        if (LinkRows.isLinked(sql, blob.blob().id())) {
          GarbageRows.keep(sql, blob.blob().id());
        } else {
          GarbageRows.drop(sql, blob.blob());
          dropped++;
        }
      }
      GarbageRows.count(sql, 0, dropped, 0);
      return new Reviewed(due.size(), 0, dropped);
    });
  }

  /**
   * Deletes files of one folder that no row names and no hold protects, at most so many.
   *
   * @param after where the last call stopped; {@link FilePlace#START} for the first
   */
  public Freed removeFiles(FilePlace after, int limit) {
    Instant now = clock.instant();
    // The rows of these blobs went before a hold that is not seen here came, so that what it
    // protects does not list them.
    List<Removal> next =
        database.read(
            sql -> GarbageRows.removals(sql, now, after.digest(), after.removal(), limit));
    if (next.isEmpty()) {
      return new Freed(Optional.empty(), 0, 0, List.of());
    }
    Digest first = next.getFirst().digest();
    List<Removal> removals =
        next.stream().takeWhile(it -> BlobStore.shareFolder(first, it.digest())).toList();
    List<Removal> removed = new ArrayList<>();
    List<String> failures = new ArrayList<>();
    for (Removal removal : removals) {
      try {
        blobs.delete(removal.digest(), removal.location());
        removed.add(removal);
      } catch (UncheckedIOException e) {
        failures.add(removal.digest() + " cannot be deleted: " + e.getCause());
      }
    }
    long bytes = removed.stream().mapToLong(Removal::size).sum();
    if (!removed.isEmpty()) {
      blobs.persist(first);
      database.write(transaction -> {
        removed.forEach(removal -> GarbageRows.removed(transaction.sql(), removal.id()));
        GarbageRows.count(transaction.sql(), 0, 0, bytes);
        return removed.size();
      });
    }
    Removal last = removals.getLast();
    return new Freed(
        Optional.of(new FilePlace(last.digest().toString(), last.id())),
        removed.size(),
        bytes,
        failures);
  }

  /** What waits for its review until then, and what would come of it now; at most so many. */
  public List<Candidate> candidates(Instant until, int limit) {
    return database.read(sql -> {
      List<Candidate> links =
          GarbageRows.links(sql, until, limit).stream().map(link -> candidate(sql, link)).toList();
      List<Candidate> unlinked =
          GarbageRows.blobs(sql, until, limit - links.size()).stream()
              .map(blob -> candidate(sql, blob))
              .toList();
      return Stream.concat(links.stream(), unlinked.stream()).toList();
    });
  }

  private static Candidate candidate(Sql sql, DueLink link) {
    BlobRow blob = link.blob();
    Fate fate =
        LinkRows.isNamed(sql, link.repository(), blob.digest())
            ? Fate.KEEP
            : LinkRows.isLinkedBeside(sql, blob.id(), link.repository())
                ? Fate.UNLINK
                : Fate.REMOVE;
    return new Candidate(link.key(), blob.digest(), blob.size(), link.reviewAt(), fate);
  }

  private static Candidate candidate(Sql sql, DueBlob due) {
    BlobRow blob = due.blob();
    Fate fate = LinkRows.isLinked(sql, blob.id()) ? Fate.KEEP : Fate.REMOVE;
    return new Candidate(Optional.empty(), blob.digest(), blob.size(), due.reviewAt(), fate);
  }

  /** How much there is; reads what waits, and nothing else. */
  public GarbageFigures figures() {
    Instant now = clock.instant();
    return database.read(sql -> {
      Waiting links = GarbageRows.waitingLinks(sql);
      Waiting unlinked = GarbageRows.waitingBlobs(sql);
      Files files = GarbageRows.waitingFiles(sql);
      Waiting expired = ExpiredRows.waiting(sql);
      Collected collected = GarbageRows.collected(sql);
      return new GarbageFigures(
          links.count(),
          unlinked.count(),
          files.count(),
          files.bytes(),
          Stream.of(links.oldest(), unlinked.oldest())
              .flatMap(Optional::stream)
              .min(Instant::compareTo),
          expired.count(),
          expired.oldest(),
          GarbageRows.isHeld(sql, now),
          collected.links(),
          collected.blobs(),
          collected.bytes());
    });
  }
}
