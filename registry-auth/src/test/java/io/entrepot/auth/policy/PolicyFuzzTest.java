package io.entrepot.auth.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.entrepot.auth.policy.pattern.Arn;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Whatever comes, a policy is read, and may then be asked anything, or it is refused as one. */
class PolicyFuzzTest {
  private static final Arn ARN = Arn.of("ecr", "us-east-1", "123456789012", "repository/a");

  @DictionaryEntries({
    "{\"Statement\":[",
    "\"Version\":\"2012-10-17\"",
    "\"Effect\":\"Allow\"",
    "\"Action\":\"ecr:*\"",
    "\"Resource\":\"arn:aws:ecr:*\"",
    "\"Principal\":{\"AWS\":\"*\"}",
    "\"Condition\":{\"StringLike\":{\"aws:username\":",
    "\"${aws:username, 'x'}\"",
    "ForAnyValue:",
    "IfExists"
  })
  @FuzzTest(maxDuration = "5s")
  void aPolicyIsReadOrRefused(byte[] content) {
    String json = new String(content, StandardCharsets.UTF_8);
    for (PolicyKind kind : PolicyKind.values()) {
      try {
        PolicyDocument document = PolicyDocument.parse(json, kind);
        assertEquals(json, document.json());
        for (Statement statement : document.statementsFor("ecr:PutImage")) {
          boolean unused = statement.covers(Optional.of(ARN), key -> List.of("a"));
          unused = statement.holds(key -> List.of("a", "1"));
        }
      } catch (PolicySyntaxException e) {
        assertFalse(e.getMessage().isEmpty());
      }
    }
  }
}
