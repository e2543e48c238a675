package io.entrepot.storage.registry;

import io.entrepot.storage.failure.StorageFailure;
import io.entrepot.storage.metadata.ExpiredRows;
import io.entrepot.storage.metadata.ExpiredRows.Expired;
import io.entrepot.storage.metadata.Sql;
import io.entrepot.storage.oci.Digest;
import io.entrepot.storage.oci.Tag;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The tags of an image that expired, as its row keeps them: all, in ASCII order. */
final class ExpiredTags {
  /** So long is the text of the first {@link NotedTags#MOST} tags at most, in characters. */
  static final int FIRST = NotedTags.MOST * (Tag.MAX_LENGTH + 1) - 1;

  private ExpiredTags() {}

  static String text(Collection<Tag> tags) {
    return tags.stream().map(Tag::value).sorted().collect(Collectors.joining(" "));
  }

  static List<Tag> read(String text) {
    return Arrays.stream(text.split(" ")).filter(tag -> !tag.isEmpty()).map(Tag::new).toList();
  }

  /** All that these had, for who asks about this image; TooManyTags. */
  static Set<Tag> of(Sql sql, Digest asked, Collection<Expired> images) {
    Set<Tag> tags = new TreeSet<>(Comparator.comparing(Tag::value));
    for (Expired each : images) {
      tags.addAll(read(ExpiredRows.tags(sql, each)));
      if (tags.size() > ManifestTags.MOST_TAGS) {
        throw new StorageFailure.TooManyTags(asked).exception();
      }
    }
    return tags;
  }
}
