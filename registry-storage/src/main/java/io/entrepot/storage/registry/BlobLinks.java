package io.entrepot.storage.registry;

import io.entrepot.storage.metadata.BlobRow;
import io.entrepot.storage.metadata.BlobRows;
import io.entrepot.storage.metadata.Database;
import io.entrepot.storage.metadata.LinkRow;
import io.entrepot.storage.metadata.LinkRows;
import io.entrepot.storage.metadata.ReferenceRow;
import io.entrepot.storage.metadata.Sql;
import io.entrepot.storage.metadata.Transaction;
import io.entrepot.storage.oci.Digest;
import io.entrepot.storage.oci.RepositoryKey;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Which repositories link which blobs, and when it is to be reviewed whether a link may go
 * (docs/gc.md). Any thread; methods that take a transaction are part of it.
 */
final class BlobLinks {
  private final Database database;
  private final LayerCache cache;
  private final Duration grace;
  private final Duration uploadGrace;
  private final InstantSource clock;

  /**
   * @param grace how long a blob stays that is not named any more
   * @param uploadGrace how long one stays that is not named yet
   */
  BlobLinks(
      Database database,
      LayerCache cache,
      Duration grace,
      Duration uploadGrace,
      InstantSource clock) {
    this.database = database;
    this.cache = cache;
    this.grace = grace;
    this.uploadGrace = uploadGrace;
    this.clock = clock;
  }

  /** Links a blob that no manifest of the repository has to name as yet. */
  void link(Transaction transaction, RepositoryKey repository, long id, BlobRow blob) {
    Sql sql = transaction.sql();
    Instant now = clock.instant();
    Instant reviewAt = now.plus(uploadGrace);
    LinkRows.link(sql, id, blob.id(), now, reviewAt);
    // Whoever heals a broken image uploads what manifests name.
    if (LinkRows.isNamed(sql, id, blob.digest())) {
      LinkRows.keep(sql, id, blob.id());
    }
    // One that a manifest names already has no time; whoever relies on the time asks the row first.
    LinkRow link = new LinkRow(blob, Optional.of(reviewAt));
    transaction.afterCommit(() -> cache.put(repository, link));
  }

  /** A manifest of the repository names these. */
  void keep(Transaction transaction, RepositoryKey repository, long id, List<LinkRow> links) {
    for (LinkRow link : links) {
      LinkRows.keep(transaction.sql(), id, link.blob().id());
      LinkRow kept = new LinkRow(link.blob(), Optional.empty());
      transaction.afterCommit(() -> cache.put(repository, kept));
    }
  }

  /** A manifest of the repository went that consisted of these. */
  void release(
      Transaction transaction, RepositoryKey repository, long id, List<ReferenceRow> references) {
    Instant at = clock.instant().plus(grace);
    for (ReferenceRow reference : references) {
      Digest digest = reference.target().digest();
      if (LinkRows.review(transaction.sql(), id, digest, at)) {
        transaction.afterCommit(() -> cache.remove(repository, digest));
      }
    }
  }

  /** The same of a manifest of a repository that nobody can ask for. */
  void release(Sql sql, long id, List<ReferenceRow> references) {
    Instant at = clock.instant().plus(grace);
    references.forEach(reference -> LinkRows.review(sql, id, reference.target().digest(), at));
  }

  /**
   * A manifest moves into a repository that nobody can ask for: what it consists of is linked there
   * too, as far as the one that it leaves links it.
   */
  void copy(Sql sql, long from, long to, List<ReferenceRow> references) {
    Instant now = clock.instant();
    for (LinkRow link : linked(sql, from, references)) {
      LinkRows.link(sql, to, link.blob().id(), now, now);
    }
    for (LinkRow link : linked(sql, to, references)) {
      LinkRows.keep(sql, to, link.blob().id());
    }
  }

  /** It moves back from there. */
  void copy(
      Transaction transaction,
      long from,
      RepositoryKey repository,
      long id,
      List<ReferenceRow> references) {
    for (LinkRow link : linked(transaction.sql(), from, references)) {
      link(transaction, repository, id, link.blob());
    }
    // Also one that is not linked there any more, but that somebody uploaded here since.
    keep(transaction, repository, id, linked(transaction.sql(), id, references));
  }

  private static List<LinkRow> linked(Sql sql, long repository, List<ReferenceRow> references) {
    return references.stream()
        .filter(reference -> reference.kind() != ReferenceRow.Kind.SUBJECT)
        .map(reference -> reference.target().digest())
        .distinct()
        .flatMap(digest -> BlobRows.linked(sql, repository, digest).stream())
        .toList();
  }

  /** Takes a blob from the repository that no manifest of it names. */
  void unlink(Transaction transaction, RepositoryKey repository, long id, BlobRow blob) {
    LinkRows.unlink(transaction.sql(), id, blob.id());
    LinkRows.reviewBlob(transaction.sql(), blob.id(), clock.instant().plus(grace));
    transaction.afterCommit(() -> cache.remove(repository, blob.digest()));
  }

  /** Takes some blobs from a repository that nobody can ask for; how many there were. */
  int unlinkSome(Sql sql, long repository, int limit) {
    List<Long> blobs = LinkRows.some(sql, repository, limit);
    Instant at = clock.instant().plus(grace);
    for (long blob : blobs) {
      LinkRows.unlink(sql, repository, blob);
      LinkRows.reviewBlob(sql, blob, at);
    }
    return blobs.size();
  }

  /** Whether it is time to renew the link, for whoever is told that the blob is there. */
  boolean isWaning(LinkRow link) {
    return link.reviewAt()
        .filter(at -> at.isBefore(clock.instant().plus(uploadGrace.dividedBy(2))))
        .isPresent();
  }

  /**
   * Puts the review of a link off, so that whoever is told that the blob is there has time to push
   * a manifest that names it. Durable when it returns.
   *
   * @return the link; empty when it went meanwhile
   */
  Optional<LinkRow> renew(RepositoryKey repository, Digest digest) {
    return database.write(transaction -> {
      Sql sql = transaction.sql();
      long id = Tables.repository(sql, repository);
      Optional<LinkRow> found = BlobRows.linked(sql, id, digest);
      found
          .filter(link -> link.reviewAt().isPresent())
          .ifPresent(link -> link(transaction, repository, id, link.blob()));
      return found;
    });
  }
}
