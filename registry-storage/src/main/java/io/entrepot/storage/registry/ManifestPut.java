package io.entrepot.storage.registry;

import io.entrepot.storage.event.EventKind;
import io.entrepot.storage.event.Events;
import io.entrepot.storage.failure.StorageFailure;
import io.entrepot.storage.metadata.ImageRow;
import io.entrepot.storage.metadata.ImageRows;
import io.entrepot.storage.metadata.ManifestRows;
import io.entrepot.storage.metadata.NewManifest;
import io.entrepot.storage.metadata.ReferenceRow;
import io.entrepot.storage.metadata.ReferenceRows;
import io.entrepot.storage.metadata.RepositoryRow;
import io.entrepot.storage.metadata.RepositoryRows;
import io.entrepot.storage.metadata.Sql;
import io.entrepot.storage.metadata.TagRows;
import io.entrepot.storage.metadata.Transaction;
import io.entrepot.storage.metadata.TransactionWork;
import io.entrepot.storage.oci.Descriptor;
import io.entrepot.storage.oci.Digest;
import io.entrepot.storage.oci.DigestAlgorithm;
import io.entrepot.storage.oci.Manifest;
import io.entrepot.storage.oci.ManifestParser;
import io.entrepot.storage.oci.RepositoryKey;
import io.entrepot.storage.oci.Tag;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One push of a manifest: parsed and hashed by its caller, then checked against the repository and
 * stored in one transaction.
 */
final class ManifestPut implements TransactionWork<PushedManifest> {
  private final RepositoryKey repository;
  private final StoredManifest stored;
  private final Manifest manifest;
  private final List<Tag> tags;
  private final boolean strict;
  private final SparseManifests sparse;
  private final ImageCache cache;
  private final BlobLinks links;
  private final Governance governance;
  private final Events events;
  private final Instant now;

  private ManifestPut(
      RepositoryKey repository,
      StoredManifest stored,
      Manifest manifest,
      List<Tag> tags,
      boolean strict,
      SparseManifests sparse,
      ImageCache cache,
      BlobLinks links,
      Governance governance,
      Events events,
      Instant now) {
    this.repository = repository;
    this.stored = stored;
    this.manifest = manifest;
    this.tags = tags;
    this.strict = strict;
    this.sparse = sparse;
    this.cache = cache;
    this.links = links;
    this.governance = governance;
    this.events = events;
    this.now = now;
  }

  /**
   * @throws io.entrepot.storage.failure.StorageException DigestMismatch
   * @throws io.entrepot.storage.oci.OciSyntaxException when it is no good manifest
   */
  static ManifestPut of(
      RepositoryKey repository,
      ManifestPush push,
      SparseManifests sparse,
      ImageCache cache,
      BlobLinks links,
      Governance governance,
      Events events,
      Instant now) {
    Digest digest = digest(push);
    Manifest manifest = ManifestParser.parse(push.content(), push.mediaType());
    StoredManifest stored = new StoredManifest(digest, manifest.mediaType(), push.content());
    return new ManifestPut(
        repository,
        stored,
        manifest,
        push.tags(),
        push.strict(),
        sparse,
        cache,
        links,
        governance,
        events,
        now);
  }

  private static Digest digest(ManifestPush push) {
    DigestAlgorithm algorithm = push.digest().map(Digest::algorithm).orElse(DigestAlgorithm.SHA256);
    Digest actual = Digest.of(algorithm, push.content());
    Digest expected = push.digest().orElse(actual);
    if (!expected.equals(actual)) {
      throw new StorageFailure.DigestMismatch(expected, actual).exception();
    }
    return actual;
  }

  @Override
  public PushedManifest run(Transaction transaction) {
    Sql sql = transaction.sql();
    long repositoryId =
        strict ? Tables.repository(sql, repository) : governance.made(transaction, repository);
    Optional<Long> present = ManifestRows.id(sql, repositoryId, stored.digest());
    long id;
    boolean news;
    if (present.isPresent()) {
      id = present.get();
      requireNews(sql, repositoryId, id);
      news = recheck(transaction, repositoryId, id);
    } else {
      id = insert(transaction, repositoryId);
      news = true;
    }
    requireMovable(sql, repositoryId, id);
    for (Tag tag : tags) {
      news &= !tell(transaction, repositoryId, tag, id);
      TagRows.set(sql, repositoryId, tag, id, now);
    }
    if (news) {
      events.add(transaction, EventKind.IMAGE_PUSH, repository, stored.digest(), Optional.empty());
    }
    transaction.afterCommit(() -> {
      cache.put(repository, stored.digest(), stored);
      tags.forEach(tag -> cache.put(repository, tag, stored));
    });
    return new PushedManifest(stored.digest(), manifest.subject().map(Descriptor::digest));
  }

  /**
   * Tells of a tag that is about to be set; whether it names another manifest then, or its first.
   */
  private boolean tell(Transaction transaction, long repositoryId, Tag tag, long id) {
    if (!events.wanted()) {
      return false;
    }
    Optional<ImageRow> was = ImageRows.find(transaction.sql(), repositoryId, tag);
    if (was.isPresent() && was.get().id() == id) {
      return false;
    }
    was.ifPresent(image ->
        events.add(
            transaction, EventKind.IMAGE_UNTAG, repository, image.digest(), Optional.of(tag)));
    events.add(transaction, EventKind.IMAGE_PUSH, repository, stored.digest(), Optional.of(tag));
    return true;
  }

  /** ImageExists when a strict push would change nothing. */
  private void requireNews(Sql sql, long repositoryId, long id) {
    if (strict
        && tags.stream()
            .allMatch(tag ->
                TagRows.manifest(sql, repositoryId, tag)
                    .filter(named -> named == id)
                    .isPresent())) {
      throw new StorageFailure.ImageExists(stored.digest(), tags.stream().findFirst()).exception();
    }
  }

  /** TagImmutable for a tag that names another manifest and may not leave it. */
  private void requireMovable(Sql sql, long repositoryId, long id) {
    if (tags.isEmpty()) {
      return;
    }
    RepositoryRow row = RepositoryRows.row(sql, repositoryId);
    TagMutability mutability = TagMutability.of(row.tagMutability(), row.tagExclusions());
    for (Tag tag : tags) {
      if (!mutability.mayMove(tag)
          && TagRows.manifest(sql, repositoryId, tag).filter(named -> named != id).isPresent()) {
        throw new StorageFailure.TagImmutable(tag).exception();
      }
    }
  }

  private long insert(Transaction transaction, long repositoryId) {
    Sql sql = transaction.sql();
    References.Held held = References.held(sql, repositoryId, manifest, sparse);
    links.keep(transaction, repository, repositoryId, held.waiting());
    long id =
        ManifestRows.insert(
            sql,
            new NewManifest(
                repositoryId,
                stored.digest(),
                stored.mediaType(),
                manifest.artifactType(),
                manifest.subject().map(Descriptor::digest),
                stored.content(),
                now));
    held.rows().forEach(reference -> ReferenceRows.insert(sql, repositoryId, id, reference));
    return id;
  }

  /**
   * The same bytes again. What they name is looked for as if they were new: verification may have
   * set a broken blob aside meanwhile, and only a client that is told so sends it again. A document
   * that does not declare its own type may come under another one.
   *
   * @return whether it did
   */
  private boolean recheck(Transaction transaction, long repositoryId, long id) {
    Sql sql = transaction.sql();
    References.Held held = References.held(sql, repositoryId, manifest, sparse);
    links.keep(transaction, repository, repositoryId, held.waiting());
    if (ManifestRows.mediaType(sql, id).equals(stored.mediaType())) {
      return false;
    }
    List<ReferenceRow> before = ReferenceRows.of(sql, id);
    ReferenceRows.deleteOf(sql, id);
    held.rows().forEach(reference -> ReferenceRows.insert(sql, repositoryId, id, reference));
    links.release(transaction, repository, repositoryId, before);
    ManifestRows.redeclare(sql, id, stored.mediaType(), manifest.artifactType());
    List<Tag> others = TagRows.of(sql, id);
    transaction.afterCommit(() -> others.forEach(tag -> cache.remove(repository, tag)));
    return true;
  }
}
