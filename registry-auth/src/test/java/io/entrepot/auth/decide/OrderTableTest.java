package io.entrepot.auth.decide;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.entrepot.auth.principal.AccountId;
import io.entrepot.auth.principal.Principal;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every row of order.txt, which says where its rules are published. */
final class OrderTableTest {
  private static final int ROWS_AT_LEAST = 150;

  static List<String> rows() throws IOException {
    try (InputStream in = OrderTableTest.class.getResourceAsStream("order.txt")) {
      String table = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
      return table.lines().filter(line -> !line.isEmpty() && !line.startsWith("#")).toList();
    }
  }

  @Test
  void the_table_was_found() throws IOException {
    assertTrue(rows().size() >= ROWS_AT_LEAST);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rows")
  void each_row_of_the_table_is_so(String row) {
    String[] cells = row.split(" \\| ");
    Principal principal = principal(cells[0]);
    Standing standing =
        new Standing(
            Map.of(),
            new AttachedPolicies(policies(cells[1])),
            given(policies(cells[2])),
            given(policies(cells[3])));
    Evaluation evaluation =
        Given.evaluate(
            Given.caller(principal, standing),
            Given.pull(Given.HERE, "team/app"),
            new ResourceFacts(new AttachedPolicies(attached(cells[4], principal)), Map.of()));
    assertEquals(cells[5] + " " + cells[6], evaluation.outcome() + " " + evaluation.layer());
  }

  private static Optional<AttachedPolicies> given(List<AttachedPolicy> policies) {
    return Optional.of(policies).filter(some -> !some.isEmpty()).map(AttachedPolicies::new);
  }

  private static Principal principal(String cell) {
    AccountId account = cell.startsWith("far-") ? Given.THERE : Given.HERE;
    return switch (cell.replace("far-", "")) {
      case "user" -> new Principal.User(account, "/a/", "ann", "AIDAANN0000000000001");
      case "role" -> new Principal.AssumedRole(account, "/b/", "ci", "AROACI00000000000001", "run");
      case "federated" -> new Principal.FederatedUser(account, "fred");
      case "root" -> new Principal.Root(account);
      case "anonymous" -> new Principal.Anonymous();
      default -> throw new IllegalArgumentException(cell);
    };
  }

  private static List<AttachedPolicy> policies(String cell) {
    if (cell.equals("-")) {
      return List.of();
    }
    return List.of(
        Given.identity(
            Arrays.stream(cell.split(","))
                .map(word ->
                    switch (word) {
                      case "allow" -> statement("Allow", "ecr:BatchGet*", ",'Resource':'*'");
                      case "deny" -> statement("Deny", "ecr:*", ",'Resource':'*'");
                      case "none" -> statement("Allow", "ecr:PutImage", ",'Resource':'*'");
                      default -> throw new IllegalArgumentException(word);
                    })
                .collect(Collectors.joining(","))));
  }

  private static String statement(String effect, String action, String rest) {
    return "{'Effect':'" + effect + "','Action':'" + action + "'" + rest + "}";
  }

  private static List<AttachedPolicy> attached(String cell, Principal principal) {
    if (cell.equals("-")) {
      return List.of();
    }
    return List.of(
        Given.repository(
            Arrays.stream(cell.split(";"))
                .map(word -> word.split(" "))
                .map(words -> attached(words[0], words[1], principal))
                .collect(Collectors.joining(","))));
  }

  private static String attached(String effect, String names, Principal principal) {
    String listed =
        Arrays.stream(names.split("\\+"))
            .map(name -> "'" + named(name, principal) + "'")
            .collect(Collectors.joining(","));
    String principals = "Principal':{'AWS':[" + listed + "]}";
    String condition =
        names.equals("*if") ? ",'Condition':{'StringLike':{'aws:PrincipalArn':'arn:*'}}" : "";
    return switch (effect) {
      case "allow" -> statement("Allow", "ecr:*", ",'" + principals + condition);
      case "deny" -> statement("Deny", "ecr:*", ",'" + principals + condition);
      case "not" -> statement("Deny", "ecr:*", ",'Not" + principals);
      default -> throw new IllegalArgumentException(effect);
    };
  }

  private static String named(String name, Principal principal) {
    return switch (name) {
      case "self" -> principal.arn();
      case "role" -> principal.principalArn();
      case "id" -> principal.userId().replaceFirst(":.*", "");
      case "account" -> principal.account().orElse(Given.HERE).value();
      case "other" -> "arn:aws:iam::123456789012:user/other";
      case "*", "*if" -> "*";
      default -> throw new IllegalArgumentException(name);
    };
  }
}
