package io.entrepot.storage.registry;

import io.entrepot.storage.oci.Tag;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
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
}
