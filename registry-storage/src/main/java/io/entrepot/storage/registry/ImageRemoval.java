package io.entrepot.storage.registry;

import io.entrepot.storage.event.EventKind;
import io.entrepot.storage.event.Events;
import io.entrepot.storage.failure.StorageFailure;
import io.entrepot.storage.metadata.ReferenceRow;
import io.entrepot.storage.metadata.ReferenceRows;
import io.entrepot.storage.metadata.Removals;
import io.entrepot.storage.metadata.Sql;
import io.entrepot.storage.metadata.TagRows;
import io.entrepot.storage.metadata.Transaction;
import io.entrepot.storage.oci.Digest;
import io.entrepot.storage.oci.RepositoryKey;
import io.entrepot.storage.oci.Tag;
import java.util.List;
import java.util.Optional;

/** Takes an image out of its repository, whoever wants it gone. Called on the writing thread. */
record ImageRemoval(ImageCache cache, BlobLinks links, Events events) {
  /** How many of its holders a refused delete names. */
  static final int NAMED_HOLDERS = 5;

  /** Deletes a manifest and every tag of it; StillReferenced by an index. */
  DeletedImage delete(
      Transaction transaction, RepositoryKey repository, long id, long manifest, Digest digest) {
    Sql sql = transaction.sql();
    List<Digest> holders = ReferenceRows.manifestHolders(sql, id, digest, NAMED_HOLDERS);
    if (!holders.isEmpty()) {
      throw new StorageFailure.StillReferenced(digest, holders).exception();
    }
    List<Tag> tags = TagRows.of(sql, manifest);
    List<ReferenceRow> references = ReferenceRows.of(sql, manifest);
    Removals.manifest(sql, manifest);
    links.release(transaction, repository, id, references);
    gone(transaction, repository, digest, tags);
    return new DeletedImage(digest, tags);
  }

  /** Tells events and caches of an image that the same transaction took out of its repository. */
  void gone(Transaction transaction, RepositoryKey repository, Digest digest, List<Tag> tags) {
    tell(transaction, repository, digest, tags);
    transaction.afterCommit(() -> {
      cache.remove(repository, digest);
      tags.forEach(tag -> cache.remove(repository, tag));
    });
  }

  /** Of an image that went: once for each of its tags, and once when it had none (Amazon ECR). */
  private void tell(
      Transaction transaction, RepositoryKey repository, Digest digest, List<Tag> tags) {
    for (Tag tag : tags) {
      events.add(transaction, EventKind.IMAGE_DELETE, repository, digest, Optional.of(tag));
    }
    if (tags.isEmpty()) {
      events.add(transaction, EventKind.IMAGE_DELETE, repository, digest, Optional.empty());
    }
  }
}
