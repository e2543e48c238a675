package io.entrepot.lifecycle.rule;

import io.entrepot.storage.oci.Tag;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/** What the selections of tags ask of an image's tags. */
final class TagTests {
  private TagTests() {}

  static Predicate<Collection<Tag>> of(TagSelection selection) {
    return switch (selection) {
      case TagSelection.Any any -> tags -> true;
      case TagSelection.Untagged none -> Collection::isEmpty;
      case TagSelection.Prefixes(List<String> prefixes) -> each(prefixes, TagTests::prefix);
      case TagSelection.Patterns(List<String> patterns) ->
          each(patterns, pattern -> WildcardPattern.of(pattern)::matches);
      case TagSelection.Expressions(List<String> expressions) ->
          each(expressions, expression -> TagExpression.of(expression).test());
    };
  }

  private static Predicate<String> prefix(String prefix) {
    return tag -> tag.startsWith(prefix);
  }

  /** Each text is met by some tag, not all of them by the same. */
  private static Predicate<Collection<Tag>> each(
      List<String> texts, Function<String, Predicate<String>> compiled) {
    List<Predicate<String>> tests = texts.stream().map(compiled).toList();
    return tags -> {
      for (Predicate<String> test : tests) {
        if (!some(tags, test)) {
          return false;
        }
      }
      return true;
    };
  }

  private static boolean some(Collection<Tag> tags, Predicate<String> test) {
    for (Tag tag : tags) {
      if (test.test(tag.value())) {
        return true;
      }
    }
    return false;
  }
}
