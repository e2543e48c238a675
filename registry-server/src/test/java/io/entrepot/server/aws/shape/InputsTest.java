package io.entrepot.server.aws.shape;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.entrepot.server.aws.AwsException;
import io.entrepot.server.aws.JsonInput;
import io.entrepot.server.aws.Tree;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Inputs of either protocol become the same tree, and what does not fit is told of in words. */
final class InputsTest {
  private static final ServiceShapes SHAPES =
      ShapeFile.parse(
          """
          # Of no service.
          Name = string 2..5 /[a-z]+/
          Kind = one of ONE TWO
          Secret = string 3..4 sensitive
          Count = integer 1..10
          Tag = { Key* Name, Value String }
          Tags = list of Tag 1..2
          Names = list of Name ..3
          Map = map of String to Count ..2
          Slow = string 1..255 /^[a-z0-9*](?:[._\\-/a-z0-9*]?[a-z0-9*]+)*$/
          operation Do { name* Name, kind Kind, secret Secret, count Count, big Long, flag Boolean,
              blob Blob, tags Tags, names Names, map Map, inner Tag, slow Slow }
          operation Nothing { }
          undeclared Other
          """);
  private static final Shape.Structure INPUT = SHAPES.input("Do").orElseThrow();

  private static Tree.Members json(String text) {
    return JsonForm.read(INPUT, JsonInput.read(text.getBytes(UTF_8)));
  }

  private static Tree.Members query(String... fields) {
    return QueryForm.read(
        INPUT,
        IntStream.range(0, fields.length / 2)
            .boxed()
            .collect(Collectors.toMap(i -> fields[2 * i], i -> fields[2 * i + 1])));
  }

  private static List<String> words(Tree.Members input) {
    return Validation.of(INPUT, input).stream().map(Violation::general).toList();
  }

  @Test
  void both_protocols_give_the_same_tree() {
    Tree.Members wanted =
        json(
            "{\"name\":\"abc\",\"count\":7,\"big\":5000000000,\"flag\":true,\"blob\":\"AAE=\","
                + "\"tags\":[{\"Key\":\"one\",\"Value\":\"\"},{\"Key\":\"two\"}],\"names\":[],"
                + "\"map\":{\"x\":1},\"inner\":{\"Key\":\"in\"},\"unknown\":{\"a\":[]}}");
    assertEquals(
        wanted,
        query(
            "name",
            "abc",
            "count",
            "7",
            "big",
            "5000000000",
            "flag",
            "true",
            "blob",
            "AAE=",
            "tags.member.10.Key",
            "two",
            "tags.member.2.Key",
            "one",
            "tags.member.2.Value",
            "",
            "names",
            "",
            "map.entry.1.key",
            "x",
            "map.entry.1.value",
            "1",
            "inner.Key",
            "in",
            "unknown.member.1",
            "y",
            "name2",
            "z"));
    assertEquals(List.of(), words(wanted));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"name\":1}",
        "{\"name\":true}",
        "{\"name\":[]}",
        "{\"name\":{}}",
        "{\"count\":\"1\"}",
        "{\"count\":5000000000}",
        "{\"flag\":\"true\"}",
        "{\"blob\":\"%\"}",
        "{\"blob\":1}",
        "{\"tags\":{}}",
        "{\"tags\":[1]}",
        "{\"map\":[]}",
        "{\"map\":{\"a\":\"b\"}}",
        "{\"inner\":[]}",
        "[]",
        "{\"name\":\"a\",\"name\":\"b\"}",
        "{\"name\":\"a\"} x",
        "\"name\"",
        "{",
      })
  void json_of_another_type_is_refused(String text) {
    assertEquals(
        "SerializationException",
        assertThrows(AwsException.class, () -> json(text)).error().code());
  }

  @Test
  void a_form_of_another_type_is_refused() {
    for (String[] fields :
        List.of(
            new String[] {"count", "x"},
            new String[] {"count", ""},
            new String[] {"count", "5000000000"},
            new String[] {"flag", "yes"},
            new String[] {"name.member.1", "x"},
            new String[] {"tags", "x"},
            new String[] {"tags.member.x.Key", "x"},
            new String[] {"tags.member.0.Key", "x"},
            new String[] {"tags.member.1", "x"},
            new String[] {"map.entry.1.key", "x"},
            new String[] {"inner", "x"})) {
      assertEquals(
          "MalformedInput",
          assertThrows(AwsException.class, () -> query(fields), () -> fields[0]).error().code());
    }
  }

  @Test
  void nulls_are_members_that_are_not_there() {
    assertEquals(json("{}"), json("{\"name\":null}"));
  }

  @Test
  void bounds_hold_at_the_limit_and_not_one_past_it() {
    assertEquals(List.of(), words(query("name", "ab", "count", "1")));
    assertEquals(List.of(), words(query("name", "abcde", "count", "10")));
    assertEquals(
        List.of(
            "Value 'a' at 'name' failed to satisfy constraint: Member must have length greater than"
                + " or equal to 2",
            "Value '0' at 'count' failed to satisfy constraint: Member must have value greater than"
                + " or equal to 1"),
        words(query("name", "a", "count", "0")));
    assertEquals(
        List.of(
            "Value 'abcdef' at 'name' failed to satisfy constraint: Member must have length less"
                + " than or equal to 5",
            "Value '11' at 'count' failed to satisfy constraint: Member must have value less than"
                + " or equal to 10"),
        words(query("name", "abcdef", "count", "11")));
  }

  @Test
  void places_are_told_as_aws_tells_them() {
    assertEquals(
        List.of(
            "Value null at 'name' failed to satisfy constraint: Member must not be null",
            "Value 'THREE' at 'kind' failed to satisfy constraint: Member must satisfy enum value"
                + " set: [ONE, TWO]",
            "Value at 'secret' failed to satisfy constraint: Member must have length less than or"
                + " equal to 4",
            "Value null at 'tags.2.member.key' failed to satisfy constraint: Member must not be"
                + " null",
            "Value '[ok, B]' at 'names' failed to satisfy constraint: Member must satisfy"
                + " constraint: [Member must have length less than or equal to 5, Member must have"
                + " length greater than or equal to 2, Member must satisfy regular expression"
                + " pattern: [a-z]+]",
            "Value '99' at 'map.x' failed to satisfy constraint: Member must have value less than"
                + " or equal to 10"),
        words(
            json(
                "{\"kind\":\"THREE\",\"secret\":\"hush-hush\",\"tags\":[{\"Key\":\"ab\"},{}],"
                    + "\"names\":[\"ok\",\"B\"],\"map\":{\"x\":99}}")));
  }

  @Test
  void ecr_says_of_a_list_what_its_member_must() {
    assertEquals(
        "Invalid parameter at 'tags' failed to satisfy constraint: 'Member must have length greater"
            + " than or equal to 1'",
        Validation.of(INPUT, json("{\"name\":\"ab\",\"tags\":[]}")).getFirst().ofParameter());
    assertEquals(
        "Invalid parameter at 'name' failed to satisfy constraint: 'must satisfy regular expression"
            + " '[a-z]+''",
        Validation.of(INPUT, json("{\"name\":\"ABC\"}")).getFirst().ofParameter());
  }

  @Test
  void a_pattern_that_could_take_for_ever_does_not() {
    String evil = "a".repeat(254) + "!";
    assertTimeout(
        Duration.ofSeconds(5),
        () -> assertEquals(1, words(query("name", "ab", "slow", evil)).size()));
    assertEquals(List.of(), words(query("name", "ab", "slow", "a".repeat(254))));
  }

  @Test
  void many_violations_are_told_up_to_a_number_and_long_values_are_cut() {
    String much =
        IntStream.range(0, 200).mapToObj(i -> "{}").collect(Collectors.joining(",", "[", "]"));
    List<Violation> violations = Validation.of(INPUT, json("{\"tags\":" + much + "}"));
    assertEquals(Validation.MOST, violations.size());
    assertTrue(Validation.sentence(violations).startsWith("50 validation errors detected: "));
    String shown = words(query("name", "x".repeat(10_000))).getFirst();
    assertTrue(shown.length() < 500 && shown.contains("..."), shown);
    assertFalse(words(query("name", "ab", "secret", "hushhush")).getFirst().contains("hush"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "A = strong",
        "A = list of B",
        "operation A B",
        "A = { b }",
        "A = { b C }",
        "A string",
        "A = string 1-2",
        "A = string /x",
        "A = string 1..2\nA = string 1..2",
        "operation A { }\noperation A { }",
        "A = { b String, b String }",
        "A = string /(/",
      })
  void a_declaration_that_cannot_be_read_is_named(String text) {
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> ShapeFile.parse(text));
    assertTrue(String.valueOf(refused.getMessage()).contains("A "), refused::toString);
  }

  @Test
  void what_is_declared_is_known_and_what_is_not_is_not() {
    assertTrue(SHAPES.knows("Do") && SHAPES.knows("Nothing") && SHAPES.knows("Other"));
    assertFalse(SHAPES.knows("Name"));
    assertEquals(Map.of(), SHAPES.input("Nothing").orElseThrow().members());
    assertTrue(SHAPES.input("Other").isEmpty());
  }
}
