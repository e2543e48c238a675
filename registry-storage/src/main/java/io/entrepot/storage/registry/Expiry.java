package io.entrepot.storage.registry;

import io.entrepot.storage.metadata.ImageRow;
import io.entrepot.storage.metadata.ImageRows;
import io.entrepot.storage.metadata.PinRows;
import io.entrepot.storage.metadata.ReferenceRows;
import io.entrepot.storage.metadata.Sql;
import io.entrepot.storage.metadata.TagRows;
import io.entrepot.storage.metadata.Transaction;
import io.entrepot.storage.oci.Digest;
import io.entrepot.storage.oci.RepositoryKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Takes away what a policy decided on a little earlier, unless something happened to it since then.
 * Called on the writing thread.
 *
 * @param delay how long it can be brought back; 0: it cannot
 */
record Expiry(PullTimes pulls, ImageRemoval removal, Shadow shadow, Duration delay) {

  ImageFate expire(
      Transaction transaction,
      RepositoryKey key,
      long repository,
      long position,
      ExpiringImage at) {
    Sql sql = transaction.sql();
    SurveyedImage planned = at.image();
    Optional<ImageRow> row = ImageRows.find(sql, repository, planned.digest());
    Optional<String> obstacle =
        row.isEmpty()
            ? Optional.of("it is gone already")
            : changed(sql, key, row.get(), planned).or(() -> held(sql, repository, at));
    if (obstacle.isPresent()) {
      return fate(position, at, ImageFate.Outcome.SKIPPED, obstacle.get());
    }
    if (delay.isZero()) {
      removal.delete(transaction, key, repository, row.get().id(), planned.digest());
    } else {
      shadow.hide(transaction, key, repository, row.get(), at, delay);
    }
    return fate(position, at, ImageFate.Outcome.DELETED, at.reason());
  }

  private static ImageFate fate(
      long position, ExpiringImage at, ImageFate.Outcome outcome, String reason) {
    return new ImageFate(
        position, at.image().digest(), NotedTags.of(at.image().tags()), outcome, at.rule(), reason);
  }

  private Optional<String> changed(
      Sql sql, RepositoryKey key, ImageRow row, SurveyedImage planned) {
    if (!row.pushedAt().equals(planned.pushedAt())) {
      return Optional.of("it was deleted and pushed again meanwhile");
    }
    if (!Set.copyOf(TagRows.of(sql, row.id())).equals(Set.copyOf(planned.tags()))) {
      return Optional.of("its tags changed meanwhile");
    }
    if (PinRows.isPinned(sql, row.id())) {
      return Optional.of("it was pinned meanwhile");
    }
    Instant known = planned.pulledAt().orElse(Instant.MIN);
    return pulls
        .last(sql, key, row.id(), row.digest())
        .filter(last -> last.isAfter(known))
        .map(last -> "it was pulled meanwhile");
  }

  private static Optional<String> held(Sql sql, long repository, ExpiringImage at) {
    List<Digest> holders = ReferenceRows.manifestHolders(sql, repository, at.image().digest(), 1);
    if (!holders.isEmpty()) {
      return Optional.of("the index " + holders.getFirst() + " names it");
    }
    return at.leader()
        .filter(leader -> ImageRows.find(sql, repository, leader).isPresent())
        .map(leader -> "it goes with " + leader + ", which stayed");
  }
}
