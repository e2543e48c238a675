package io.entrepot.storage.registry;

import io.entrepot.storage.oci.Tag;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Which tags of a repository may be moved to another manifest (Amazon ECR user guide, Preventing
 * image tags from being overwritten). The same manifest may always be pushed to a tag again, and
 * every tag may be deleted.
 *
 * @param exclusions tags for which the opposite holds
 */
public record TagMutability(Mode mode, List<TagFilter> exclusions) {
  /** Most filters of a repository. */
  public static final int MAX_EXCLUSIONS = 5;

  /** What every repository begins with. */
  public static final TagMutability MUTABLE = new TagMutability(Mode.MUTABLE, List.of());

  /** ECR's names. */
  public enum Mode {
    MUTABLE(true, false),
    IMMUTABLE(false, false),
    IMMUTABLE_WITH_EXCLUSION(false, true),
    MUTABLE_WITH_EXCLUSION(true, true);

    private final boolean moves;
    private final boolean excludes;

    Mode(boolean moves, boolean excludes) {
      this.moves = moves;
      this.excludes = excludes;
    }
  }

  /**
   * A rule.
   *
   * @throws IllegalArgumentException when mode and filters do not go together, with the reason for
   *     a client
   */
  public TagMutability {
    exclusions = List.copyOf(exclusions);
    if (mode.excludes && exclusions.isEmpty()) {
      throw new IllegalArgumentException(
          "ImageTagMutabilityExclusionFilters can't be null when imageTagMutability is set as "
              + mode);
    }
    if (!mode.excludes && !exclusions.isEmpty()) {
      throw new IllegalArgumentException(
          "ImageTagMutabilityExclusionFilters can't be set when imageTagMutability is set as "
              + mode);
    }
    if (exclusions.size() > MAX_EXCLUSIONS) {
      throw new IllegalArgumentException(
          "Invalid parameter at 'imageTagMutabilityExclusionFilters' failed to satisfy constraint:"
              + " 'Member must have length less than or equal to "
              + MAX_EXCLUSIONS
              + "'");
    }
  }

  /** Whether the tag may leave the manifest that it names for another. */
  boolean mayMove(Tag tag) {
    return mode.moves ^ exclusions.stream().anyMatch(filter -> filter.covers(tag));
  }

  /** The filters as their row holds them. */
  String exclusionText() {
    return exclusions.stream().map(TagFilter::pattern).collect(Collectors.joining(" "));
  }

  static TagMutability of(String mode, String exclusionText) {
    return new TagMutability(
        Mode.valueOf(mode),
        exclusionText.isEmpty()
            ? List.of()
            : Arrays.stream(exclusionText.split(" ", -1)).map(TagFilter::new).toList());
  }
}
