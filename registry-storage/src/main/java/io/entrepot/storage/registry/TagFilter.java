package io.entrepot.storage.registry;

import io.entrepot.storage.oci.Tag;

/**
 * A pattern of tags in which {@code *} stands for any characters or none (Amazon ECR API reference,
 * ImageTagMutabilityExclusionFilter).
 */
public record TagFilter(String pattern) {
  /** Longest pattern, in characters. */
  public static final int MAX_LENGTH = 128;

  /** Most {@code *} of a pattern. */
  public static final int MAX_WILDCARDS = 2;

  /**
   * A filter.
   *
   * @throws IllegalArgumentException when the pattern is none, with the reason for a client
   */
  public TagFilter {
    if (!isPattern(pattern)) {
      throw new IllegalArgumentException(
          "Invalid parameter at 'filter' failed to satisfy constraint: 'must satisfy regular"
              + " expression '^[0-9a-zA-Z._*-]{1,128}$''");
    }
    if (pattern.chars().filter(c -> c == '*').count() > MAX_WILDCARDS) {
      throw new IllegalArgumentException(
          "Image tag mutability exclusion filter can contain a maximum of "
              + MAX_WILDCARDS
              + " wildcards");
    }
  }

  private static boolean isPattern(String text) {
    return !text.isEmpty()
        && text.length() <= MAX_LENGTH
        && text.chars()
            .allMatch(c ->
                (c >= 'a' && c <= 'z')
                    || (c >= 'A' && c <= 'Z')
                    || (c >= '0' && c <= '9')
                    || "._*-".indexOf(c) >= 0);
  }

  /** Whether the pattern covers the whole tag. */
  boolean covers(Tag tag) {
    return covers(pattern, tag.value());
  }

  /** Each star takes what the next part's first place leaves, and the last part ends the text. */
  private static boolean covers(String pattern, String text) {
    int star = pattern.indexOf('*');
    if (star < 0) {
      return pattern.equals(text);
    }
    int last = pattern.lastIndexOf('*');
    String tail = pattern.substring(last + 1);
    if (!text.startsWith(pattern.substring(0, star)) || !text.endsWith(tail)) {
      return false;
    }
    int from = star;
    int end = text.length() - tail.length();
    if (last > star) {
      String middle = pattern.substring(star + 1, last);
      int at = text.indexOf(middle, from);
      from = at < 0 ? Integer.MAX_VALUE : at + middle.length();
    }
    return from <= end;
  }
}
