package io.entrepot.auth.policy.condition;

import io.entrepot.auth.policy.pattern.Template;
import java.util.List;
import java.util.Set;

/** True or false, in any case. */
final class BoolOperator {
  static final List<Operator> ALL = List.of(new Operator("Bool", false, BoolOperator::read));

  private BoolOperator() {}

  private static Comparison read(String text, boolean variables, Set<String> keys) {
    Template wanted = Template.parse(text, variables);
    wanted.addKeys(keys);
    if (!wanted.hasVariables() && !isBool(text)) {
      throw new IllegalArgumentException("'" + text + "' is neither true nor false");
    }
    return (value, request) ->
        isBool(value) && wanted.text(request).filter(value::equalsIgnoreCase).isPresent();
  }

  static boolean isBool(String text) {
    return text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false");
  }
}
