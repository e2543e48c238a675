package io.entrepot.storage.registry;

import io.entrepot.storage.metadata.RunRows;
import io.entrepot.storage.oci.Digest;

/**
 * What a run did with one image.
 *
 * @param position in the order of the run
 * @param tags that it had
 * @param rule the priority of the rule that decided
 * @param reason a sentence
 */
public record ImageFate(
    long position, Digest digest, NotedTags tags, Outcome outcome, int rule, String reason) {
  /** What became of it. */
  public enum Outcome {
    DELETED,
    /** It is there still, though the plan was otherwise; the next run looks at it again. */
    SKIPPED
  }

  static ImageFate of(RunRows.RunImage row) {
    return new ImageFate(
        row.position(),
        Digest.parse(row.digest()),
        NotedTags.read(row.tags()),
        Outcome.valueOf(row.outcome()),
        row.priority(),
        row.reason());
  }

  RunRows.RunImage row() {
    return new RunRows.RunImage(
        position, digest.toString(), tags.text(), outcome.name(), rule, reason);
  }
}
