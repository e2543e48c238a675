package io.entrepot.auth.policy;

import io.entrepot.auth.policy.Node.Place;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads a whole policy. */
final class DocumentReader {
  private static final Set<String> NAMES = Set.of("Version", "Id", "Statement");
  private static final String FIRST_VERSION = "2008-10-17";
  private static final String VERSION_WITH_VARIABLES = "2012-10-17";

  private DocumentReader() {}

  static PolicyDocument read(String json, PolicyKind kind) {
    int size = Math.toIntExact(json.chars().filter(each -> !isSpace(each)).count());
    requireSize(json.length(), PolicyLimits.DOCUMENT_LENGTH, "characters");
    switch (kind) {
      case IDENTITY, TRUST -> requireSize(size, kind.size(), "characters, white space aside");
      case REPOSITORY, REGISTRY -> requireSize(json.length(), kind.size(), "characters");
    }
    Elements document = Elements.of(NodeReader.read(json), NAMES);
    document.find("Id").ifPresent(Elements::text);
    Set<String> keys = new HashSet<>();
    StatementReader reader = new StatementReader(kind, hasVariables(document), keys);
    List<Statement> statements = new ArrayList<>();
    Set<String> sids = new HashSet<>();
    Node node =
        document
            .find("Statement")
            .orElseThrow(() -> document.place().refusal("Statement is missing"));
    for (Node each : Elements.items(node)) {
      Statement statement = reader.read(each, statements.size());
      statement.sid().ifPresent(sid -> requireNew(sid, sids, kind, each.place()));
      statements.add(statement);
    }
    return new PolicyDocument(json, kind, statements, keys, size);
  }

  private static boolean isSpace(int character) {
    return character == ' ' || character == '\n' || character == '\r' || character == '\t';
  }

  private static void requireSize(int size, int most, String of) {
    if (size > most) {
      throw new PolicySyntaxException(
          "the policy: it has " + size + " " + of + ", and may have " + most);
    }
  }

  private static boolean hasVariables(Elements document) {
    return document
        .find("Version")
        .map(node -> {
          String version = Elements.text(node);
          if (!version.equals(FIRST_VERSION) && !version.equals(VERSION_WITH_VARIABLES)) {
            throw node.place()
                .refusal("has to be " + VERSION_WITH_VARIABLES + " or " + FIRST_VERSION);
          }
          return version.equals(VERSION_WITH_VARIABLES);
        })
        .orElse(false);
  }

  // ECR takes policies in which names of statements repeat; IAM does not.
  private static void requireNew(String sid, Set<String> sids, PolicyKind kind, Place place) {
    boolean unique =
        switch (kind) {
          case IDENTITY, TRUST -> true;
          case REPOSITORY, REGISTRY -> false;
        };
    if (!sids.add(sid) && unique) {
      throw place.refusal("another statement has the Sid '" + sid + "'");
    }
  }
}
