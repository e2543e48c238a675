package io.entrepot.auth.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Principals in the text of a policy. */
final class PolicyPrincipalsTest {
  private static final String POLICY =
      """
      { "Statement" : [
        {"Effect":"Allow","Principal":{"AWS":["a","\\u0062", "*"],"Service":"a"},"Action":"a"},
        {"Effect":"Deny","NotPrincipal":{"AWS" : "c" },"Action":["a","b"],
         "Condition":{"StringEquals":{"aws:x":"a","Principal":{"AWS":"a"}}}},
        {"Effect":"Allow","Principal":"*","Action":"a"}] }
      """;

  @Test
  void the_names_are_found_where_a_statement_names_principals_and_nowhere_else() {
    assertEquals(Set.of("a", "b", "c"), PolicyPrincipals.named(POLICY));
    assertEquals(
        Set.of("a"), PolicyPrincipals.named("{\"Statement\":{\"Principal\":{\"AWS\":\"a\"}}}"));
  }

  @Test
  void nothing_but_the_names_is_changed() {
    assertEquals(POLICY, PolicyPrincipals.replace(POLICY, name -> name));
    assertEquals(
        POLICY
            .replace("\"AWS\":[\"a\",\"\\u0062\", \"*\"]", "\"AWS\":[\"A\",\"B\", \"*\"]")
            .replace("\"c\"", "\"C\""),
        PolicyPrincipals.replace(POLICY, name -> name.toUpperCase(Locale.ROOT)));
  }

  @Test
  void a_name_cannot_break_out_of_its_string() {
    assertThrows(
        IllegalArgumentException.class, () -> PolicyPrincipals.replace(POLICY, name -> "x\",\"y"));
  }
}
