package io.entrepot.lifecycle.rule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.re2j.Pattern;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Holds the estimate against the sizes that RE2/J comes to. */
final class ExpressionSizeTest {

  private static void compare(String expression) {
    int size = Pattern.compile(expression).programSize();
    long most = ExpressionSize.atMost(expression);
    assertTrue(size <= most, () -> expression + ": " + size + " instructions, not " + most);
    assertTrue(
        most <= 6L * size + 20,
        () -> expression + ": " + size + " instructions, far below " + most);
  }

  @Test
  void random_expressions_are_no_larger_than_estimated() {
    RandomExpressions expressions = new RandomExpressions(new Random(3));
    for (int i = 0; i < 30_000; i++) {
      String expression = expressions.next();
      int size = Pattern.compile(expression).programSize();
      long most = ExpressionSize.atMost(expression);
      assertTrue(size <= most, () -> expression + ": " + size + " instructions, not " + most);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "v[0-9]{1,3}\\.[0-9]{1,3}",
        "a{900}",
        "(a{30}){30}",
        "(ab|cd){3,50}",
        "((a{2,3}){2,}){4}",
        "([])](a{10})x){10}",
        "([^])](a{10})x){10}",
        "([[:alpha:])](a{10})x){10}",
        "([[:^alpha:])](a{10})x){10}",
        "([\\])](a{10})x){10}",
        "([[])(a{10})x{10}",
        "(\\)(a{10})x){10}",
        "(\\x{29}(a{10})x){10}",
        "(\\Q){10}\\E(a{10})x){10}",
        "(?:\\pL\\p{Greek}){40}",
        "(?i:(a{10})x){10}",
        "(?P<name>(a{10})x){10}"
      })
  void an_expression_is_about_as_large_as_estimated(String expression) {
    compare(expression);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(",
        ")",
        "[",
        "[^",
        "[]",
        "\\",
        "\\x{",
        "\\Q",
        "{9",
        "{99999999999999}",
        "a|*",
        "]}"
      })
  void what_is_no_expression_ends_the_estimate_too(String text) {
    assertTrue(ExpressionSize.atMost(text) > 0);
  }

  @Test
  void what_would_take_all_memory_is_told_without_being_compiled() {
    assertTrue(ExpressionSize.atMost("((a{1000}){1000}){1000}") >= 1_000_000);
    assertTrue(ExpressionSize.atMost("((a{1000}){1000}){9}") >= 1_000_000);
    assertEquals(5, ExpressionSize.atMost("a"));
  }
}
