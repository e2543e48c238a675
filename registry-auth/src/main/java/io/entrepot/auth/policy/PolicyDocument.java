package io.entrepot.auth.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A policy as it was parsed (IAM user guide, IAM JSON policy grammar). Immutable. Any thread. */
public final class PolicyDocument {
  private final String json;
  private final PolicyKind kind;
  private final List<Statement> statements;
  private final Set<String> keys;
  private final int size;

  PolicyDocument(
      String json, PolicyKind kind, List<Statement> statements, Set<String> keys, int size) {
    this.json = json;
    this.kind = kind;
    this.statements = List.copyOf(statements);
    this.keys = Set.copyOf(keys);
    this.size = size;
  }

  /**
   * Reads a policy, strictly and within {@link PolicyLimits}.
   *
   * @throws PolicySyntaxException naming the place and what is wrong there
   */
  public static PolicyDocument parse(String json, PolicyKind kind) {
    return DocumentReader.read(json, kind);
  }

  /** The text it was parsed from, character for character. */
  public String json() {
    return json;
  }

  public PolicyKind kind() {
    return kind;
  }

  public List<Statement> statements() {
    return statements;
  }

  /** The condition keys that it depends on, also by variables, in lower case. */
  public Set<String> keys() {
    return keys;
  }

  /** Its size in characters, without white space, as IAM counts. */
  public int size() {
    return size;
  }

  /** The statements that speak of an action. */
  public List<Statement> statementsFor(String action) {
    List<Statement> selected = new ArrayList<>();
    String lower = action.toLowerCase(Locale.ROOT);
    for (Statement statement : statements) {
      if (statement.speaksOf(lower)) {
        selected.add(statement);
      }
    }
    return selected;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof PolicyDocument document
        && json.equals(document.json)
        && kind == document.kind;
  }

  @Override
  public int hashCode() {
    return json.hashCode();
  }

  @Override
  public String toString() {
    return json;
  }
}
