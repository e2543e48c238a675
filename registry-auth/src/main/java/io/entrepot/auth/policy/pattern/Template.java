package io.entrepot.auth.policy.pattern;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A text of a policy in which variables may stand, such as {@code ${aws:PrincipalTag/team, 'all'}};
 * {@code ${*}}, {@code ${?}} and {@code ${$}} are the characters themselves (IAM user guide, IAM
 * policy elements: variables and tags). What a variable brings is never a wildcard. Immutable.
 */
public final class Template {
  /** Longest text, in characters. */
  public static final int MAX_LENGTH = 2_048;

  private sealed interface Part {
    /** Text as it stands in the policy. */
    record Raw(String text) implements Part {}

    /** A character that stood in a variable's brackets. */
    record Escaped(String text) implements Part {}

    /** A condition key's value. */
    record Variable(String key, Optional<String> otherwise) implements Part {}
  }

  private final String source;
  private final List<Part> parts;
  private final @Nullable String fixedText;
  private final @Nullable Glob fixedGlob;

  private Template(String source, List<Part> parts) {
    this.source = source;
    this.parts = List.copyOf(parts);
    boolean fixed = parts.stream().noneMatch(Part.Variable.class::isInstance);
    this.fixedText = fixed ? textOf(key -> List.of()).orElseThrow() : null;
    this.fixedGlob = fixed ? globOf(key -> List.of()).orElseThrow() : null;
  }

  /**
   * Reads a text.
   *
   * @param variables whether the policy's version has variables; if not, they are plain text
   * @throws IllegalArgumentException saying what is wrong
   */
  public static Template parse(String text, boolean variables) {
    if (text.length() > MAX_LENGTH) {
      throw new IllegalArgumentException("longer than " + MAX_LENGTH + " characters");
    }
    List<Part> parts = new ArrayList<>();
    int from = 0;
    int dollar = variables ? text.indexOf("${") : -1;
    while (dollar >= 0) {
      int end = text.indexOf('}', dollar);
      if (end < 0) {
        throw new IllegalArgumentException("a variable is not closed by '}'");
      }
      if (dollar > from) {
        parts.add(new Part.Raw(text.substring(from, dollar)));
      }
      parts.add(variable(text.substring(dollar + 2, end)));
      from = end + 1;
      dollar = text.indexOf("${", from);
    }
    if (from < text.length()) {
      parts.add(new Part.Raw(text.substring(from)));
    }
    return new Template(text, parts);
  }

  private static Part variable(String inside) {
    if (inside.equals("*") || inside.equals("?") || inside.equals("$")) {
      return new Part.Escaped(inside);
    }
    int comma = inside.indexOf(',');
    String key = (comma < 0 ? inside : inside.substring(0, comma)).strip();
    if (key.indexOf(':') <= 0 || key.chars().anyMatch(Character::isWhitespace)) {
      throw new IllegalArgumentException("'${" + inside + "}' does not name a condition key");
    }
    Optional<String> otherwise = Optional.empty();
    if (comma >= 0) {
      String quoted = inside.substring(comma + 1).strip();
      if (quoted.length() < 2 || !quoted.startsWith("'") || !quoted.endsWith("'")) {
        throw new IllegalArgumentException(
            "the default of '${" + inside + "}' has to stand in single quotes");
      }
      otherwise = Optional.of(quoted.substring(1, quoted.length() - 1));
    }
    return new Part.Variable(key.toLowerCase(Locale.ROOT), otherwise);
  }

  /** Adds the keys that its variables name, in lower case. */
  public void addKeys(Set<String> keys) {
    for (Part part : parts) {
      if (part instanceof Part.Variable variable) {
        keys.add(variable.key());
      }
    }
  }

  public boolean hasVariables() {
    return fixedText == null;
  }

  /**
   * The text in a request, wildcards being plain characters; empty when a variable has no value.
   */
  public Optional<String> text(RequestKeys keys) {
    return fixedText != null ? Optional.of(fixedText) : textOf(keys);
  }

  private Optional<String> textOf(RequestKeys keys) {
    StringBuilder text = new StringBuilder();
    for (Part part : parts) {
      Optional<String> next = value(part, keys);
      if (next.isEmpty()) {
        return Optional.empty();
      }
      text.append(next.get());
    }
    return Optional.of(text.toString());
  }

  /** The pattern in a request; empty when a variable has no value. */
  public Optional<Glob> glob(RequestKeys keys) {
    return fixedGlob != null ? Optional.of(fixedGlob) : globOf(keys);
  }

  private Optional<Glob> globOf(RequestKeys keys) {
    Glob.Builder glob = new Glob.Builder();
    for (Part part : parts) {
      Optional<String> next = value(part, keys);
      if (next.isEmpty()) {
        return Optional.empty();
      }
      if (part instanceof Part.Raw) {
        glob.pattern(next.get());
      } else {
        glob.literal(next.get());
      }
    }
    return Optional.of(glob.build());
  }

  private static Optional<String> value(Part part, RequestKeys keys) {
    return switch (part) {
      case Part.Raw raw -> Optional.of(raw.text());
      case Part.Escaped escaped -> Optional.of(escaped.text());
      case Part.Variable variable -> {
        List<String> values = keys.values(variable.key());
        // Keys with several values cannot be variables, and then a default does not help either.
        yield values.size() > 1
            ? Optional.empty()
            : values.isEmpty() ? variable.otherwise() : Optional.of(values.getFirst());
      }
    };
  }

  @Override
  public String toString() {
    return source;
  }
}
