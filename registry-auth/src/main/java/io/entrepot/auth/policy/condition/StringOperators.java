package io.entrepot.auth.policy.condition;

import io.entrepot.auth.policy.pattern.Template;
import java.util.List;
import java.util.Set;

/** Text: exact, without regard to case, or with wildcards. */
final class StringOperators {
  static final List<Operator> ALL =
      List.of(
          new Operator("StringEquals", false, StringOperators::equal),
          new Operator("StringNotEquals", true, StringOperators::equal),
          new Operator("StringEqualsIgnoreCase", false, StringOperators::equalIgnoringCase),
          new Operator("StringNotEqualsIgnoreCase", true, StringOperators::equalIgnoringCase),
          new Operator("StringLike", false, StringOperators::like),
          new Operator("StringNotLike", true, StringOperators::like));

  private StringOperators() {}

  private static Comparison equal(String text, boolean variables, Set<String> keys) {
    Template wanted = template(text, variables, keys);
    return (value, request) -> wanted.text(request).filter(value::equals).isPresent();
  }

  private static Comparison equalIgnoringCase(String text, boolean variables, Set<String> keys) {
    Template wanted = template(text, variables, keys);
    return (value, request) -> wanted.text(request).filter(value::equalsIgnoreCase).isPresent();
  }

  private static Comparison like(String text, boolean variables, Set<String> keys) {
    Template wanted = template(text, variables, keys);
    return (value, request) -> wanted.glob(request).filter(glob -> glob.matches(value)).isPresent();
  }

  private static Template template(String text, boolean variables, Set<String> keys) {
    Template template = Template.parse(text, variables);
    template.addKeys(keys);
    return template;
  }
}
