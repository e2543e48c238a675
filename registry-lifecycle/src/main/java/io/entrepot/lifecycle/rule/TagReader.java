package io.entrepot.lifecycle.rule;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads which images a rule looks at. */
final class TagReader {
  /** Most wildcards in a pattern (ECR user guide, tagPatternList). */
  static final int MAX_WILDCARDS = 4;

  private static final String PATTERNS = "tagPatternList";
  private static final String PREFIXES = "tagPrefixList";

  /** Beyond ECR. */
  private static final String EXPRESSIONS = "tagRegexList";

  static final List<String> MEMBERS = List.of(PATTERNS, PREFIXES, EXPRESSIONS);

  private static final char WILDCARD = '*';

  private TagReader() {}

  static TagSelection tags(PolicyObject selection) {
    String status = selection.oneOf("tagStatus", List.of("tagged", "untagged", "any"));
    List<TagSelection> lists =
        Stream.of(patterns(selection), prefixes(selection), expressions(selection))
            .flatMap(Optional::stream)
            .toList();
    if (!status.equals("tagged")) {
      if (!lists.isEmpty()) {
        throw selection.wrong(
            "tagPatternList and tagPrefixList are for the tagStatus tagged alone");
      }
      return status.equals("any") ? new TagSelection.Any() : new TagSelection.Untagged();
    }
    if (lists.size() != 1) {
      throw selection.wrong(
          "instance failed to match exactly one schema (matched "
              + Math.min(lists.size(), 2)
              + " out of 2): the tagStatus tagged needs either a tagPatternList or a"
              + " tagPrefixList");
    }
    return lists.getFirst();
  }

  private static Optional<TagSelection> prefixes(PolicyObject selection) {
    return selection.texts(PREFIXES).map(TagSelection.Prefixes::new);
  }

  private static Optional<TagSelection> patterns(PolicyObject selection) {
    Optional<List<String>> patterns = selection.texts(PATTERNS);
    patterns.ifPresent(texts -> texts.forEach(text -> requireFewWildcards(selection, text)));
    return patterns.map(TagSelection.Patterns::new);
  }

  private static void requireFewWildcards(PolicyObject selection, String pattern) {
    if (pattern.chars().filter(c -> c == WILDCARD).count() > MAX_WILDCARDS) {
      throw selection.wrong(
          PATTERNS,
          "a pattern has at most " + MAX_WILDCARDS + " wildcards, which '" + pattern + "' has not");
    }
  }

  private static Optional<TagSelection> expressions(PolicyObject selection) {
    Optional<List<String>> expressions = selection.texts(EXPRESSIONS);
    expressions.ifPresent(texts -> requireExpressions(selection, texts));
    return expressions.map(TagSelection.Expressions::new);
  }

  private static void requireExpressions(PolicyObject selection, List<String> texts) {
    if (texts.size() > TagExpression.MAX_COUNT) {
      throw selection.wrong(
          EXPRESSIONS, "a rule has at most " + TagExpression.MAX_COUNT + " regular expressions");
    }
    for (int i = 0; i < texts.size(); i++) {
      try {
        TagExpression.of(texts.get(i));
      } catch (IllegalArgumentException e) {
        throw selection.wrong(
            EXPRESSIONS + "[" + i + "]", "'" + texts.get(i) + "' " + e.getMessage());
      }
    }
  }
}
