package io.entrepot.storage.registry;

import io.entrepot.storage.event.EventKind;
import io.entrepot.storage.event.Events;
import io.entrepot.storage.failure.StorageFailure;
import io.entrepot.storage.metadata.Database;
import io.entrepot.storage.metadata.ImageRow;
import io.entrepot.storage.metadata.ImageRows;
import io.entrepot.storage.metadata.ManifestRow;
import io.entrepot.storage.metadata.ManifestRows;
import io.entrepot.storage.metadata.Sql;
import io.entrepot.storage.metadata.TagRows;
import io.entrepot.storage.metadata.Transaction;
import io.entrepot.storage.oci.Digest;
import io.entrepot.storage.oci.Reference;
import io.entrepot.storage.oci.RepositoryKey;
import io.entrepot.storage.oci.Tag;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * The manifests and tags of repositories. Every method but {@link #cached} may block and is called
 * from virtual threads; what it reports as done is durable. Failures come as {@link
 * io.entrepot.storage.failure.StorageException}.
 */
public final class Images {
  private final Database database;
  private final ImageCache cache;
  private final BlobLinks links;
  private final Governance governance;
  private final Events events;
  private final ImageRemoval removal;
  private final SparseManifests sparse;
  private final InstantSource clock;

  Images(
      Database database,
      ImageCache cache,
      BlobLinks links,
      Governance governance,
      Events events,
      ImageRemoval removal,
      SparseManifests sparse,
      InstantSource clock) {
    this.database = database;
    this.cache = cache;
    this.links = links;
    this.governance = governance;
    this.events = events;
    this.removal = removal;
    this.sparse = sparse;
    this.clock = clock;
  }

  /** The manifest; RepositoryUnknown or ManifestUnknown. */
  public StoredManifest get(RepositoryKey repository, Reference reference) {
    return cache.get(
        repository,
        reference,
        () -> database.read(sql -> stored(find(sql, repository, reference))));
  }

  /**
   * The manifest, when it can be told from memory that this is what {@link #get} would answer now.
   * Never blocks, so an event loop may ask.
   */
  public Optional<StoredManifest> cached(RepositoryKey repository, Reference reference) {
    return cache.peek(repository, reference);
  }

  /**
   * Stores a manifest and sets its tags, all in one; makes the repository when it does not exist
   * and the manifest is good, unless the push is strict. Fails with DigestMismatch,
   * ManifestBlobUnknown, TagImmutable, when it is strict RepositoryUnknown or ImageExists, or an
   * {@link io.entrepot.storage.oci.OciSyntaxException} for a bad document.
   */
  public PushedManifest put(RepositoryKey repository, ManifestPush push) {
    return database.write(
        ManifestPut.of(
            repository, push, sparse, cache, links, governance, events, clock.instant()));
  }

  /** Deletes a manifest and every tag of it; ManifestUnknown, or StillReferenced by an index. */
  public DeletedImage deleteManifest(RepositoryKey repository, Digest digest) {
    return database.write(transaction -> {
      Sql sql = transaction.sql();
      long id = Tables.repository(sql, repository);
      long manifest = ManifestRows.id(sql, id, digest).orElseThrow(() -> unknown(digest));
      return removal.delete(transaction, repository, id, manifest, digest);
    });
  }

  /**
   * Deletes a tag, and its manifest when no other tag names that (Amazon ECR user guide, Deleting
   * an image); ManifestUnknown when there is no such tag, TagElsewhere, or StillReferenced by an
   * index.
   *
   * @param expected what the tag has to name, when given
   */
  public DeletedImage deleteTagged(RepositoryKey repository, Tag tag, Optional<Digest> expected) {
    return database.write(transaction -> {
      Sql sql = transaction.sql();
      long id = Tables.repository(sql, repository);
      ImageRow image = ImageRows.find(sql, id, tag).orElseThrow(() -> unknown(tag));
      if (expected.isPresent() && !expected.get().equals(image.digest())) {
        throw new StorageFailure.TagElsewhere(tag, image.digest()).exception();
      }
      if (TagRows.of(sql, image.id(), 2).size() == 1) {
        return removal.delete(transaction, repository, id, image.id(), image.digest());
      }
      untag(transaction, repository, id, tag, image.digest());
      return new DeletedImage(image.digest(), List.of(tag));
    });
  }

  /** The tags of a manifest; none when there is no such manifest or repository; TooManyTags. */
  public List<Tag> tagsOf(RepositoryKey repository, Digest digest) {
    return database.read(sql -> ManifestTags.own(sql, repository, digest));
  }

  /**
   * The tags of a manifest and of the indexes that hold it, by which a client may have come to it;
   * none likewise; TooManyTags where more than {@link ManifestTags#MOST} manifests lead to it.
   */
  public List<Tag> tagsReaching(RepositoryKey repository, Digest digest) {
    return database.read(sql -> ManifestTags.reaching(sql, repository, digest));
  }

  /** Deletes a tag and keeps its manifest; ManifestUnknown when there is no such tag. */
  public void deleteTag(RepositoryKey repository, Tag tag) {
    database.write(transaction -> {
      Sql sql = transaction.sql();
      long id = Tables.repository(sql, repository);
      ImageRow image = ImageRows.find(sql, id, tag).orElseThrow(() -> unknown(tag));
      untag(transaction, repository, id, tag, image.digest());
      return tag;
    });
  }

  private void untag(
      Transaction transaction, RepositoryKey repository, long id, Tag tag, Digest digest) {
    TagRows.delete(transaction.sql(), id, tag);
    events.add(transaction, EventKind.IMAGE_UNTAG, repository, digest, Optional.of(tag));
    transaction.afterCommit(() -> cache.remove(repository, tag));
  }

  /**
   * Tags in ASCII order, after the given text, at most so many (0 is an empty page without more).
   */
  public Page<Tag> tags(RepositoryKey repository, Optional<String> after, int limit) {
    return database.read(sql -> {
      long id = Tables.repository(sql, repository);
      return Page.of(TagRows.page(sql, id, after.orElse(""), Page.toAsk(limit)), limit);
    });
  }

  private static ManifestRow find(Sql sql, RepositoryKey repository, Reference reference) {
    long id = Tables.repository(sql, repository);
    Optional<ManifestRow> row =
        switch (reference) {
          case Digest digest -> ManifestRows.find(sql, id, digest);
          case Tag tag -> ManifestRows.find(sql, id, tag);
        };
    return row.orElseThrow(() -> unknown(reference));
  }

  private static StoredManifest stored(ManifestRow row) {
    return new StoredManifest(row.digest(), row.mediaType(), row.content());
  }

  private static RuntimeException unknown(Reference reference) {
    return new StorageFailure.ManifestUnknown(reference).exception();
  }
}
