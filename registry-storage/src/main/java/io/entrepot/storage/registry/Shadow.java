package io.entrepot.storage.registry;

import io.entrepot.storage.event.EventKind;
import io.entrepot.storage.metadata.ExpiredRows;
import io.entrepot.storage.metadata.ExpiredRows.Expired;
import io.entrepot.storage.metadata.ImageRow;
import io.entrepot.storage.metadata.ManifestRows;
import io.entrepot.storage.metadata.ReferenceRow;
import io.entrepot.storage.metadata.ReferenceRows;
import io.entrepot.storage.metadata.Removals;
import io.entrepot.storage.metadata.ShadowRows;
import io.entrepot.storage.metadata.Sql;
import io.entrepot.storage.metadata.TagRows;
import io.entrepot.storage.metadata.Transaction;
import io.entrepot.storage.oci.Digest;
import io.entrepot.storage.oci.RepositoryKey;
import io.entrepot.storage.oci.Tag;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Moves images between a repository and the hidden one beside it, which links their blobs while
 * they are there. Called on the writing thread.
 */
record Shadow(ImageRemoval removal, InstantSource clock) {

  /** Takes an image out of its repository for everybody, as a delete does, and hides it. */
  void hide(
      Transaction transaction,
      RepositoryKey key,
      long repository,
      ImageRow image,
      ExpiringImage at,
      Duration delay) {
    Sql sql = transaction.sql();
    Instant now = clock.instant();
    long shadow = ShadowRows.made(sql, repository, now);
    ExpiredRows.find(sql, shadow, image.digest()).ifPresent(older -> drop(sql, older));
    List<Tag> tags = TagRows.of(sql, image.id());
    List<ReferenceRow> references = ReferenceRows.of(sql, image.id());
    TagRows.deleteOf(sql, image.id());
    removal.links().copy(sql, repository, shadow, references);
    ShadowRows.hide(sql, image.id(), shadow);
    removal.links().release(transaction, key, repository, references);
    Expired hidden =
        new Expired(
            0,
            image.id(),
            shadow,
            image.digest(),
            at.leader(),
            now,
            due(sql, shadow, at, now.plus(delay)),
            at.rule(),
            at.reason());
    ExpiredRows.add(sql, hidden, ExpiredTags.text(tags), tags.size());
    // What went with it when it expired earlier comes back with it too.
    ExpiredRows.putOff(sql, hidden, ExpiredImages.MOST_RESTORED);
    removal.gone(transaction, key, image.digest(), tags);
  }

  /** What it goes with comes back with it, and so is not to outlive it. */
  private static Instant due(Sql sql, long shadow, ExpiringImage at, Instant due) {
    return at.leader()
        .flatMap(leader -> ExpiredRows.find(sql, shadow, leader))
        .map(Expired::due)
        .filter(due::isBefore)
        .orElse(due);
  }

  /** Deletes a hidden image; how many blobs and manifests it named. */
  int drop(Sql sql, Expired image) {
    List<ReferenceRow> references = ReferenceRows.of(sql, image.manifest());
    Removals.manifest(sql, image.manifest());
    removal.links().release(sql, image.repository(), references);
    return references.size();
  }

  /** Brings a hidden image back, as if it were pushed now, with those of its tags that are free. */
  RestoredImage restore(
      Transaction transaction, RepositoryKey key, long repository, Expired image) {
    Sql sql = transaction.sql();
    List<Tag> tags = ExpiredTags.read(ExpiredRows.tags(sql, image));
    Optional<Long> again = ManifestRows.id(sql, repository, image.digest());
    if (again.isPresent()) {
      drop(sql, image);
      return tagged(transaction, key, repository, image.digest(), again.get(), tags, true);
    }
    List<ReferenceRow> references = ReferenceRows.of(sql, image.manifest());
    ShadowRows.restore(sql, image.manifest(), repository, clock.instant());
    removal.links().copy(transaction, image.repository(), key, repository, references);
    removal.links().release(sql, image.repository(), references);
    return tagged(transaction, key, repository, image.digest(), image.manifest(), tags, false);
  }

  private RestoredImage tagged(
      Transaction transaction,
      RepositoryKey key,
      long repository,
      Digest digest,
      long manifest,
      List<Tag> had,
      boolean again) {
    Sql sql = transaction.sql();
    List<Tag> tags = new ArrayList<>();
    List<Tag> taken = new ArrayList<>();
    boolean told = again;
    for (Tag tag : had) {
      Optional<Long> names = TagRows.manifest(sql, repository, tag);
      (names.isEmpty() || names.get() == manifest ? tags : taken).add(tag);
      if (names.isEmpty()) {
        TagRows.set(sql, repository, tag, manifest, clock.instant());
        tell(transaction, key, digest, Optional.of(tag));
        told = true;
      }
    }
    if (!told) {
      tell(transaction, key, digest, Optional.empty());
    }
    return new RestoredImage(digest, NotedTags.of(tags), NotedTags.of(taken), again);
  }

  private void tell(Transaction transaction, RepositoryKey key, Digest digest, Optional<Tag> tag) {
    removal.events().add(transaction, EventKind.IMAGE_PUSH, key, digest, tag);
  }
}
