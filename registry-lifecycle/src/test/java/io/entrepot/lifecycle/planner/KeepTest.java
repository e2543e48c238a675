package io.entrepot.lifecycle.planner;

import static io.entrepot.lifecycle.planner.Shelf.archived;
import static io.entrepot.lifecycle.planner.Shelf.days;
import static io.entrepot.lifecycle.planner.Shelf.expire;
import static io.entrepot.lifecycle.planner.Shelf.image;
import static io.entrepot.lifecycle.planner.Shelf.index;
import static io.entrepot.lifecycle.planner.Shelf.newest;
import static io.entrepot.lifecycle.planner.Shelf.rule;
import static io.entrepot.lifecycle.planner.Shelf.tagged;
import static io.entrepot.lifecycle.planner.Shelf.used;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** Ages, and what policies may say beyond ECR's. */
final class KeepTest {
  private static final String ANY = "'tagStatus':'any'";
  private static final String OLD = expire(ANY, days("sinceImagePushed", 5));

  private static String keep(String selection) {
    return "'selection':{" + selection + "},'action':{'type':'keep'}";
  }

  @Test
  void what_a_keep_rule_finds_is_kept_whatever_its_priority() {
    Shelf shelf =
        new Shelf()
            .with(
                image("c", 9),
                index(image("A", 9, "v1"), "c"),
                image("B", 8, "v2"),
                image("C", 7, "x"));
    String newestOfV = keep(tagged("v*") + ",'countType':'newestImages','countNumber':1");
    assertEquals("A c C", shelf.changes(OLD, newestOfV));
    assertEquals("A c C", shelf.changes(newestOfV, OLD));
    assertEquals("C", shelf.changes(OLD, keep(tagged("v*"))));
    assertEquals("B C", shelf.changes(OLD, keep("'tagStatus':'tagged','tagRegexList':['.1']")));
    assertEquals(
        "rule 2 keeps it: all that it selects", shelf.sentence("A", OLD, keep(tagged("v*"))));
    assertEquals(
        "rule 1 expires it: pushed 7 days ago, where 5 may pass", shelf.sentence("C", OLD));
  }

  @Test
  void a_keep_rule_changes_no_count() {
    Shelf shelf = new Shelf().with(image("A", 9, "v1"), image("B", 8, "x"), image("C", 7, "v2"));
    assertEquals("B", shelf.changes(expire(ANY, newest(1)), keep(tagged("v*"))));
  }

  @Test
  void keep_rules_look_at_days_since_push_and_pull() {
    Shelf shelf =
        new Shelf()
            .with(used(image("A", 30), 3, -1), image("B", 10), image("C", 30), image("D", 1));
    String within = ",'countUnit':'days','countNumber':12";
    assertEquals(
        "A C",
        shelf.changes(expire(ANY, newest(1)), keep(ANY + ",'countType':'pushedWithin'" + within)));
    assertEquals(
        "C",
        shelf.changes(expire(ANY, newest(1)), keep(ANY + ",'countType':'pulledWithin'" + within)));
  }

  @Test
  void images_expire_by_last_pull_or_by_push_if_they_were_never_pulled() {
    Shelf shelf =
        new Shelf()
            .with(
                used(image("A", 30), 9, -1),
                used(image("B", 30), 5, -1),
                image("C", 9),
                image("D", 4),
                used(image("E", 30), 20, 3),
                used(image("F", 30), -1, 3),
                used(image("G", 30), 9, 10));
    String old = days("sinceImageLastPulled", 5);
    assertEquals("A G C", shelf.changes(expire(ANY, old)));
    assertEquals("A G C", shelf.changes(rule(ANY, days("sinceImagePulled", 5), "transition")));
  }

  @Test
  void a_day_has_24_hours_and_the_age_itself_is_not_too_old() {
    Shelf shelf = new Shelf().with(image("A", 6), image("B", 5), used(image("C", 9), -1, 5));
    assertEquals("A", shelf.changes(OLD));
  }

  @Test
  void archived_images_are_for_rules_of_the_archive_alone() {
    Shelf shelf =
        new Shelf()
            .with(
                archived(image("A", 400, "a"), 91),
                archived(image("B", 400, "b"), 90),
                image("C", 3, "c"));
    String archive = ANY + ",'storageClass':'archive'";
    String expiring = expire(archive, days("sinceImageTransitioned", 90));
    assertEquals("A", shelf.changes(OLD, expiring));
    assertEquals("", shelf.changes(OLD, expiring, keep(archive)));
    assertEquals("A", shelf.changes(OLD, expiring, keep(ANY)));
  }
}
