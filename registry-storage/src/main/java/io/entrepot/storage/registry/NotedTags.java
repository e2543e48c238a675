package io.entrepot.storage.registry;

import io.entrepot.storage.oci.Tag;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The tags of an image as records of it keep them: an image may have any number of tags, and a page
 * of records is read at once.
 *
 * @param first at most {@link #MOST}, in ASCII order
 * @param all how many there were
 */
public record NotedTags(List<Tag> first, int all) {
  /** Tags that are kept of one image. */
  public static final int MOST = 100;

  /** Before the number of the others; no tag begins so. */
  private static final char OTHERS = '+';

  public NotedTags {
    first = List.copyOf(first);
  }

  public static NotedTags of(Collection<Tag> tags) {
    return new NotedTags(
        tags.stream().sorted(Comparator.comparing(Tag::value)).limit(MOST).toList(), tags.size());
  }

  /** With a space between two; then, if there were others, how many. */
  String text() {
    String text = first.stream().map(Tag::value).collect(Collectors.joining(" "));
    return all == first.size() ? text : text + " " + OTHERS + (all - first.size());
  }

  static NotedTags read(String text) {
    List<Tag> first = new ArrayList<>();
    int others = 0;
    for (String part : text.split(" ", -1)) {
      if (!part.isEmpty() && part.charAt(0) == OTHERS) {
        others = Integer.parseInt(part, 1, part.length(), 10);
      } else if (!part.isEmpty()) {
        first.add(new Tag(part));
      }
    }
    return new NotedTags(first, first.size() + others);
  }
}
