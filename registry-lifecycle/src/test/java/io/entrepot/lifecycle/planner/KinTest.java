package io.entrepot.lifecycle.planner;

import static io.entrepot.lifecycle.planner.Shelf.about;
import static io.entrepot.lifecycle.planner.Shelf.archived;
import static io.entrepot.lifecycle.planner.Shelf.days;
import static io.entrepot.lifecycle.planner.Shelf.digest;
import static io.entrepot.lifecycle.planner.Shelf.expire;
import static io.entrepot.lifecycle.planner.Shelf.image;
import static io.entrepot.lifecycle.planner.Shelf.index;
import static io.entrepot.lifecycle.planner.Shelf.newest;
import static io.entrepot.lifecycle.planner.Shelf.pinned;
import static io.entrepot.lifecycle.planner.Shelf.rule;
import static io.entrepot.lifecycle.planner.Shelf.tagged;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** Indexes with their children, subjects with their referrers. */
final class KinTest {
  private static final String ANY = "'tagStatus':'any'";
  private static final String NONE_OLD = expire(ANY, days("sinceImagePushed", 5));

  private static String sha(String name, String ending) {
    return digest(name).toString().replace(':', '-') + ending;
  }

  @Test
  void an_index_counts_once_and_takes_its_children_with_it() {
    Shelf shelf =
        new Shelf()
            .with(
                image("a1", 9),
                image("a2", 9),
                index(image("A", 9, "one"), "a1", "a2"),
                image("b1", 8),
                index(image("B", 8, "two"), "b1"));
    assertEquals("A a1 a2", shelf.changes(expire(ANY, newest(1))));
    assertEquals(
        "it goes with " + digest("A") + ", which rule 1 expires",
        shelf.sentence("a1", expire(ANY, newest(1))));
    assertEquals("", shelf.changes(expire("'tagStatus':'untagged'", newest(1))));
    assertEquals(
        "it belongs to " + digest("A") + ", which stays",
        shelf.sentence("a1", expire("'tagStatus':'untagged'", newest(1))));
  }

  @Test
  void a_child_goes_only_with_the_last_index_that_names_it() {
    Shelf shelf =
        new Shelf()
            .with(
                image("c", 9), index(image("A", 9, "one"), "c"), index(image("B", 3, "two"), "c"));
    assertEquals("A", shelf.changes(NONE_OLD));
    assertEquals("A B c", shelf.changes(expire(ANY, days("sinceImagePushed", 2))));
  }

  @Test
  void an_index_of_indexes_takes_all_below_it() {
    Shelf shelf =
        new Shelf()
            .with(
                image("x", 9), index(image("m", 9), "x"), index(image("T", 7, "top"), "m", "gone"));
    assertEquals("T m x", shelf.changes(NONE_OLD));
  }

  @Test
  void a_tagged_child_is_an_image_by_itself_and_waits_for_its_index() {
    Shelf named = new Shelf().with(image("c", 9, "arm"), index(image("A", 1, "one"), "c"));
    assertEquals("", named.changes(NONE_OLD));
    assertEquals(
        "the index " + digest("A") + " names it and stays; else rule 1 expires it",
        named.sentence("c", NONE_OLD));
    Shelf old = new Shelf().with(image("c", 9, "arm"), index(image("A", 8, "one"), "c"));
    assertEquals("A c", old.changes(NONE_OLD));
    Shelf alone = new Shelf().with(image("c", 2, "arm"), index(image("A", 8, "one"), "c"));
    assertEquals("A", alone.changes(NONE_OLD));
  }

  @Test
  void an_index_is_not_about_its_own_tagged_child() {
    Shelf shelf = new Shelf().with(image("c", 9, "arm"), index(image("A", 9, sha("c", "")), "c"));
    assertEquals("A c", shelf.changes(NONE_OLD));
  }

  @Test
  void a_pin_keeps_an_image_and_the_children_of_an_index() {
    Shelf child = new Shelf().with(pinned(image("c", 9)), index(image("A", 9, "one"), "c"));
    assertEquals("A", child.changes(NONE_OLD));
    assertEquals("it is pinned", child.sentence("c", NONE_OLD));
    Shelf whole =
        new Shelf()
            .with(
                image("c", 9),
                image("d", 9, "arm"),
                pinned(index(image("A", 9, "one"), "c", "d")),
                about(image("s", 9), "c"));
    assertEquals("", whole.changes(NONE_OLD));
  }

  @Test
  void referrers_follow_their_subject_and_are_not_counted() {
    Shelf shelf =
        new Shelf()
            .with(
                image("A", 9, "one"),
                about(image("s", 2), "A"),
                about(image("t", 2), "s"),
                image("B", 8, "two"),
                about(image("u", 1), "absent"));
    assertEquals("A s t", shelf.changes(expire(tagged("*"), newest(1))));
    assertEquals("A B s t", shelf.changes(expire(ANY, newest(1))));
  }

  @Test
  void referrers_of_an_indexs_children_go_as_well() {
    Shelf shelf =
        new Shelf()
            .with(image("c", 9), index(image("A", 9, "one"), "c"), about(image("s", 1), "c"));
    assertEquals("A c s", shelf.changes(NONE_OLD));
  }

  @Test
  void a_tagged_or_pinned_referrer_stays_without_holding_its_subject() {
    Shelf shelf =
        new Shelf()
            .with(
                image("A", 9, "one"),
                about(image("s", 1, "sbom"), "A"),
                about(pinned(image("t", 9)), "A"));
    assertEquals("A", shelf.changes(NONE_OLD));
  }

  @Test
  void tags_of_the_referrers_schema_and_of_cosign_make_referrers() {
    Shelf shelf =
        new Shelf()
            .with(
                image("A", 9, "one"),
                image("s", 2, sha("A", ".sig"), sha("A", ".att")),
                about(image("r", 2), "A"),
                index(image("f", 2, sha("A", "")), "r"),
                image("B", 1, "two"),
                image("k", 30, sha("B", ".sbom")),
                image("o", 30, sha("absent", ".sig")),
                image("p", 30, sha("B", ".sig"), "named"));
    assertEquals("o p A f r s", shelf.changes(NONE_OLD));
  }

  @Test
  void a_tag_that_leads_round_in_a_circle_is_not_believed() {
    Shelf shelf = new Shelf().with(image("m", 9), index(image("I", 9, sha("m", ".sig")), "m"));
    assertEquals("I m", shelf.changes(NONE_OLD));
    Shelf both = new Shelf().with(image("a", 9, sha("b", "")), image("b", 9, sha("a", ".sig")));
    assertEquals("a b", both.changes(NONE_OLD));
    Shelf self = new Shelf().with(image("a", 9, sha("a", "")));
    assertEquals("a", self.changes(NONE_OLD));
  }

  @Test
  void circles_that_no_digests_can_make_are_kept() {
    Shelf shelf =
        new Shelf()
            .with(
                index(image("a", 9), "b", "a"),
                index(image("b", 9), "a"),
                index(image("c", 9, "c"), "d"),
                index(image("d", 9, "d"), "c"),
                about(about(image("e", 9), "e"), "e"));
    assertEquals("e", shelf.changes(NONE_OLD));
  }

  @Test
  void children_and_referrers_are_archived_with_what_they_belong_to() {
    LifecycleImage[] images = {
      image("c", 9),
      index(image("A", 9, "one"), "c"),
      about(image("s", 9), "A"),
      image("d", 9, "arm"),
      index(image("B", 1, "two"), "c"),
    };
    String archive = rule(ANY, days("sinceImagePulled", 5), "transition");
    assertEquals("A d s", new Shelf().with(images).changes(archive));
    images[4] = archived(images[4], 9);
    assertEquals("A c d s", new Shelf().with(images).changes(archive));
    assertEquals(
        "A d s", new Shelf().with(images).changes(expire(ANY, days("sinceImagePushed", 5))));
  }
}
