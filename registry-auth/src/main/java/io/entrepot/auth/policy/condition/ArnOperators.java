package io.entrepot.auth.policy.condition;

import io.entrepot.auth.policy.pattern.Arn;
import io.entrepot.auth.policy.pattern.ArnPattern;
import java.util.List;
import java.util.Set;

/** ARNs, part by part, with wildcards in each; {@code Equals} and {@code Like} mean the same. */
final class ArnOperators {
  static final List<Operator> ALL =
      List.of(
          new Operator("ArnEquals", false, ArnOperators::read),
          new Operator("ArnLike", false, ArnOperators::read),
          new Operator("ArnNotEquals", true, ArnOperators::read),
          new Operator("ArnNotLike", true, ArnOperators::read));

  private ArnOperators() {}

  private static Comparison read(String text, boolean variables, Set<String> keys) {
    ArnPattern wanted = ArnPattern.whole(text, variables);
    wanted.addKeys(keys);
    return (value, request) ->
        Arn.parse(value).flatMap(arn -> wanted.matches(arn, request)).orElse(false);
  }
}
