package io.entrepot.lifecycle.planner;

import static io.entrepot.lifecycle.planner.Shelf.days;
import static io.entrepot.lifecycle.planner.Shelf.expire;
import static io.entrepot.lifecycle.planner.Shelf.image;
import static io.entrepot.lifecycle.planner.Shelf.newest;
import static io.entrepot.lifecycle.planner.Shelf.tagged;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.entrepot.lifecycle.planner.KeptReason.ForEarlierRule;
import io.entrepot.lifecycle.planner.Outcome.Kept;
import org.junit.jupiter.api.Test;

/** The cases of ECR's user guide, Examples of lifecycle policies in Amazon ECR. */
final class DocumentedCasesTest {
  private static final String ANY = "'tagStatus':'any'";

  private static Shelf prodAndBeta() {
    return new Shelf()
        .with(
            image("A", 10, "beta-1", "prod-1"),
            image("B", 9, "beta-2", "prod-2"),
            image("C", 8, "beta-3"));
  }

  @Test
  void what_a_rule_selects_no_later_rule_acts_on() {
    String[] rules = {expire(tagged("prod*"), newest(1)), expire(tagged("beta*"), newest(1))};
    assertEquals("A", prodAndBeta().changes(rules));
    Kept kept = assertInstanceOf(Kept.class, prodAndBeta().outcomes(rules).get("B"));
    assertInstanceOf(ForEarlierRule.class, kept.reason());
    assertEquals(
        "rule 1 comes before rule 2 and leaves it: number 1 from the newest, where 1 may stay",
        kept.sentence());
  }

  @Test
  void the_other_way_round_the_first_rule_finds_more() {
    assertEquals(
        "A B",
        prodAndBeta()
            .changes(expire(tagged("beta*"), newest(1)), expire(tagged("prod*"), newest(1))));
  }

  @Test
  void each_pattern_must_be_that_of_a_tag() {
    Shelf shelf =
        new Shelf()
            .with(
                image("A", 12, "alpha-1"),
                image("B", 11, "beta-1"),
                image("C", 10, "alpha-2", "beta-2"),
                image("D", 4, "alpha-3"),
                image("E", 3, "beta-3"),
                image("F", 2, "alpha-4", "beta-4"));
    assertEquals(
        "C", shelf.changes(expire(tagged("alpha*", "beta*"), days("sinceImagePushed", 5))));
  }

  @Test
  void the_newest_with_all_patterns_stays() {
    Shelf shelf =
        new Shelf()
            .with(
                image("A", 10, "alpha-1", "beta-1", "gamma-1"),
                image("B", 9, "alpha-2", "beta-2"),
                image("C", 8, "alpha-3", "beta-3", "gamma-2"));
    assertEquals("A B", shelf.changes(expire(tagged("alpha*", "beta*"), newest(1))));
  }

  @Test
  void any_selects_also_what_has_no_tag() {
    Shelf shelf =
        new Shelf()
            .with(
                image("A", 4, "alpha-1"),
                image("B", 3, "beta-1"),
                image("C", 2),
                image("D", 1, "alpha-2"));
    assertEquals("A B C", shelf.changes(expire(ANY, newest(1))));
  }

  /** D and E are of one age; E, whose digest is the greater, counts as the newer. */
  @Test
  void the_last_rule_counts_what_earlier_rules_have_selected() {
    Shelf shelf =
        new Shelf()
            .with(
                image("A", 4, "alpha-1", "beta-1"),
                image("B", 3),
                image("C", 2, "alpha-2"),
                image("D", 1, "git-hash"),
                image("E", 1));
    assertEquals(
        "A B D",
        shelf.changes(
            expire(tagged("alpha*"), newest(1)),
            expire("'tagStatus':'untagged'", days("sinceImagePushed", 1)),
            expire(ANY, newest(1))));
  }
}
