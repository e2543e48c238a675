package io.entrepot.auth.policy.condition;

import io.entrepot.auth.policy.pattern.RequestKeys;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * One key of one operator of a condition block, with the policy's values (IAM user guide, IAM JSON
 * policy elements: Condition operators; multivalued context keys). Without a set operator, a key
 * with several values is as the policy says when any of its values is; negated, when none is.
 * Immutable.
 */
public final class Condition {
  private static final String ANY = "foranyvalue:";
  private static final String ALL = "forallvalues:";
  private static final String IF_EXISTS = "ifexists";

  private enum Quantifier {
    NONE,
    ANY_VALUE,
    ALL_VALUES
  }

  private final String key;
  private final Operator operator;
  private final Quantifier quantifier;
  private final boolean ifExists;
  private final List<Comparison> comparisons;
  private final boolean asksForAbsence;

  private Condition(
      String key,
      Operator operator,
      Quantifier quantifier,
      boolean ifExists,
      List<Comparison> comparisons) {
    this.key = key;
    this.operator = operator;
    this.quantifier = quantifier;
    this.ifExists = ifExists;
    this.comparisons = List.copyOf(comparisons);
    this.asksForAbsence = operator.name().equals(NullOperator.NAME);
  }

  /** Reads the values of a condition, one after the other. */
  public static final class Builder {
    private final String key;
    private final Operator operator;
    private final Quantifier quantifier;
    private final boolean ifExists;
    private final boolean variables;
    private final Set<String> keys;
    private final List<Comparison> comparisons = new ArrayList<>();

    private Builder(
        String name, String key, boolean variables, Set<String> keys, Quantifier quantifier) {
      int prefix =
          switch (quantifier) {
            case NONE -> 0;
            case ANY_VALUE -> ANY.length();
            case ALL_VALUES -> ALL.length();
          };
      this.ifExists = name.toLowerCase(Locale.ROOT).endsWith(IF_EXISTS);
      String bare = name.substring(prefix, name.length() - (ifExists ? IF_EXISTS.length() : 0));
      this.operator =
          Operators.named(bare)
              .orElseThrow(
                  () -> new IllegalArgumentException("there is no operator '" + name + "'"));
      this.key = key.toLowerCase(Locale.ROOT);
      this.quantifier = quantifier;
      this.variables = variables;
      this.keys = keys;
      boolean bareOnly = operator.name().equals(NullOperator.NAME);
      if (bareOnly && (ifExists || quantifier != Quantifier.NONE)) {
        throw new IllegalArgumentException("Null goes with neither IfExists nor a set operator");
      }
      keys.add(this.key);
    }

    /**
     * Adds a value.
     *
     * @throws IllegalArgumentException saying what is wrong with it
     */
    public void add(String value) {
      comparisons.add(operator.reader().read(value, variables, keys));
    }

    public Condition build() {
      return new Condition(key, operator, quantifier, ifExists, comparisons);
    }
  }

  /**
   * Begins a condition.
   *
   * @param name the operator's, with prefix and suffix
   * @param variables whether the policy's version has variables
   * @param keys takes the keys that the condition depends on, in lower case
   * @throws IllegalArgumentException saying what is wrong
   */
  public static Builder of(String name, String key, boolean variables, Set<String> keys) {
    if (key.indexOf(':') <= 0 || key.indexOf(':') == key.length() - 1) {
      throw new IllegalArgumentException(
          "'" + key + "' is not a condition key, such as aws:SourceIp");
    }
    String lower = name.toLowerCase(Locale.ROOT);
    Quantifier quantifier =
        lower.startsWith(ANY)
            ? Quantifier.ANY_VALUE
            : lower.startsWith(ALL) ? Quantifier.ALL_VALUES : Quantifier.NONE;
    return new Builder(name, key, variables, keys, quantifier);
  }

  /** Whether a request fulfils it. */
  public boolean holds(RequestKeys request) {
    List<String> values = request.values(key);
    if (asksForAbsence) {
      return matches(values.isEmpty() ? "true" : "false", request);
    }
    if (values.isEmpty()) {
      return ifExists
          || switch (quantifier) {
            case NONE -> operator.negated();
            case ANY_VALUE -> false;
            case ALL_VALUES -> true;
          };
    }
    return switch (quantifier) {
      case NONE -> any(values, request) != operator.negated();
      case ANY_VALUE -> anyHolds(values, request);
      case ALL_VALUES -> allHold(values, request);
    };
  }

  private boolean any(List<String> values, RequestKeys request) {
    for (String value : values) {
      if (matches(value, request)) {
        return true;
      }
    }
    return false;
  }

  private boolean anyHolds(List<String> values, RequestKeys request) {
    for (String value : values) {
      if (matches(value, request) != operator.negated()) {
        return true;
      }
    }
    return false;
  }

  private boolean allHold(List<String> values, RequestKeys request) {
    for (String value : values) {
      // IAM takes an empty text for no value here.
      if (!value.isEmpty() && matches(value, request) == operator.negated()) {
        return false;
      }
    }
    return true;
  }

  private boolean matches(String value, RequestKeys request) {
    for (Comparison comparison : comparisons) {
      if (comparison.matches(value, request)) {
        return true;
      }
    }
    return false;
  }
}
