package io.entrepot.auth.policy.condition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.entrepot.auth.policy.pattern.RequestKeys;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every row of conditions.txt, which says where its rules are published. */
final class ConditionTableTest {
  private static final int ROWS_AT_LEAST = 700;
  private static final String KEY = "test:Key";
  private static final Map<String, List<String>> VARIABLES =
      Map.of(
          "aws:username", List.of("ann"),
          "aws:principaltag/team", List.of("blue"),
          "test:many", List.of("one", "two"));

  static List<String> rows() throws IOException {
    try (InputStream in = ConditionTableTest.class.getResourceAsStream("conditions.txt")) {
      String table = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
      return table.lines().filter(line -> !line.isEmpty() && !line.startsWith("#")).toList();
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rows")
  void each_row_of_the_table_is_so(String row) {
    String[] cells = row.split(" \\| ");
    Condition.Builder condition = Condition.of(cells[0], KEY, true, new HashSet<>());
    values(cells[1]).forEach(condition::add);
    List<String> request = values(cells[2]);
    RequestKeys keys =
        key ->
            key.equals(KEY.toLowerCase(Locale.ROOT))
                ? request
                : VARIABLES.getOrDefault(key, List.of());
    assertEquals(cells[3].equals("holds"), condition.build().holds(keys));
    assertTrue(Set.of("holds", "fails").contains(cells[3]));
  }

  // A comma within a variable's brackets belongs to it.
  private static List<String> values(String cell) {
    return switch (cell) {
      case "absent", "[]" -> List.of();
      default ->
          Arrays.stream(cell.split(",(?! ')"))
              .map(text -> text.equals("\"\"") ? "" : text)
              .toList();
    };
  }

  @Test
  void the_table_speaks_of_every_operator() throws IOException {
    Set<String> spoken =
        rows().stream()
            .map(row -> row.substring(0, row.indexOf(" | ")))
            .collect(Collectors.toSet());
    Set<String> all = Operators.ALL.stream().map(Operator::name).collect(Collectors.toSet());
    assertTrue(spoken.containsAll(all), all::toString);
    assertTrue(rows().size() >= ROWS_AT_LEAST);
  }

  @Test
  void without_variables_their_text_is_taken_as_it_stands() {
    Condition.Builder condition = Condition.of("StringEquals", KEY, false, new HashSet<>());
    condition.add("${aws:username}");
    assertTrue(condition.build().holds(key -> List.of("${aws:username}")));
  }

  @Test
  void the_keys_it_depends_on_are_told_those_of_variables_too() {
    Set<String> keys = new HashSet<>();
    Condition.of("StringLike", "ecr:ImageTag", true, keys)
        .add("${aws:PrincipalTag/Team}-${aws:username, 'x'}");
    assertEquals(Set.of("ecr:imagetag", "aws:principaltag/team", "aws:username"), keys);
  }
}
