package io.entrepot.lifecycle.rule;

import io.entrepot.storage.oci.Tag;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;

/** Which images a rule looks at, by their tags. */
public sealed interface TagSelection {
  /**
   * The same as a question about an image's tags, made once for many images. What it costs for one
   * image grows with its tags times the texts of the selection. For one thread.
   */
  default Predicate<Collection<Tag>> test() {
    return TagTests.of(this);
  }

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

  /**
   * Those that have for each of these regular expressions a tag that is like it as a whole. Beyond
   * ECR.
   */
  record Expressions(List<String> expressions) implements TagSelection {
    public Expressions {
      expressions = List.copyOf(expressions);
    }
  }
}
