package io.entrepot.storage.registry;

import io.entrepot.storage.metadata.RunRows;
import io.entrepot.storage.oci.Digest;
import io.entrepot.storage.oci.Tag;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What a run did with one image.
 *
 * @param position in the order of the run
 * @param tags that it had
 * @param rule the priority of the rule that decided
 * @param reason a sentence
 */
public record ImageFate(
    long position, Digest digest, List<Tag> tags, Outcome outcome, int rule, String reason) {
  /** What became of it. */
  public enum Outcome {
    DELETED,
    /** It is there still, though the plan was otherwise; the next run looks at it again. */
    SKIPPED
  }

  public ImageFate {
    tags = List.copyOf(tags);
  }

  static String text(List<Tag> tags) {
    return tags.stream().map(Tag::value).sorted().collect(Collectors.joining(" "));
  }

  static List<Tag> tags(String text) {
    return Arrays.stream(text.split(" ")).filter(tag -> !tag.isEmpty()).map(Tag::new).toList();
  }

  static ImageFate of(RunRows.RunImage row) {
    return new ImageFate(
        row.position(),
        Digest.parse(row.digest()),
        tags(row.tags()),
        Outcome.valueOf(row.outcome()),
        row.priority(),
        row.reason());
  }

  RunRows.RunImage row() {
    return new RunRows.RunImage(
        position, digest.toString(), text(tags), outcome.name(), rule, reason);
  }
}
