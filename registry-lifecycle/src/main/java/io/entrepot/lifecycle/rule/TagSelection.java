package io.entrepot.lifecycle.rule;

import java.util.List;

/** Which images a rule looks at, by their tags. */
public sealed interface TagSelection {
  /** Whatever tags they have, or none. */
  record Any() implements TagSelection {}

  /** Those without a tag. */
  record Untagged() implements TagSelection {}

  /** Those that have for each of these beginnings a tag that begins so. */
  record Prefixes(List<String> prefixes) implements TagSelection {
    public Prefixes {
      prefixes = List.copyOf(prefixes);
    }
  }

  /** Those that have for each of these patterns, in which {@code *} is any text, a tag like it. */
  record Patterns(List<String> patterns) implements TagSelection {
    public Patterns {
      patterns = List.copyOf(patterns);
    }
  }
}
