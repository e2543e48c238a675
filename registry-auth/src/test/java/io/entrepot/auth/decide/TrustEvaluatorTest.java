package io.entrepot.auth.decide;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.entrepot.auth.decide.Evaluation.Outcome;
import io.entrepot.auth.policy.PolicyKind;
import io.entrepot.auth.policy.Requester;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TrustEvaluatorTest {
  private static final String PROVIDER = "arn:aws:iam::123456789012:oidc-provider/ci.example.org";
  private static final String FEDERATED =
      "{'Effect':'Allow','Principal':{'Federated':'"
          + PROVIDER
          + "'},'Action':'sts:AssumeRoleWithWebIdentity',"
          + "'Condition':{'StringEquals':{'ci.example.org:aud':'entrepot'},"
          + "'StringLike':{'ci.example.org:sub':'repo:team/*'}}}";

  private static TrustEvaluator.Trust token(String statements, String provider, String subject) {
    return TrustEvaluator.evaluate(
        Given.policy("T", PolicyKind.TRUST, Given.versioned(statements)),
        new Requester.Federated(provider),
        false,
        StsAction.ASSUME_ROLE_WITH_WEB_IDENTITY,
        key ->
            switch (key) {
              case "ci.example.org:aud" -> List.of("entrepot");
              case "ci.example.org:sub" -> List.of(subject);
              default -> List.of();
            });
  }

  private static TrustEvaluator.Trust user(String principal) {
    return TrustEvaluator.evaluate(
        Given.policy(
            "T",
            PolicyKind.TRUST,
            Given.versioned(
                "{'Effect':'Allow','Principal':{'AWS':'"
                    + principal
                    + "'},'Action':'sts:AssumeRole'}")),
        new Requester.Known(Given.USER),
        false,
        StsAction.ASSUME_ROLE,
        key -> List.of());
  }

  @Test
  void a_providers_token_is_trusted_on_its_conditions_alone() {
    assertTrue(token(FEDERATED, PROVIDER, "repo:team/app").evaluation().allowed());
    assertFalse(token(FEDERATED, PROVIDER, "repo:other/app").evaluation().allowed());
    assertFalse(token(FEDERATED, PROVIDER + "x", "repo:team/app").evaluation().allowed());
    assertEquals(
        Outcome.EXPLICIT_DENY,
        token(
                FEDERATED
                    + ",{'Effect':'Deny','Principal':{'Federated':'"
                    + PROVIDER
                    + "'},'Action':'sts:*'}",
                PROVIDER,
                "repo:team/app")
            .evaluation()
            .outcome());
  }

  @Test
  void trust_in_an_account_leaves_it_to_the_askers_own_policies() {
    assertTrue(user("123456789012").accountOnly());
    assertTrue(user("123456789012").evaluation().allowed());
    assertFalse(user("arn:aws:iam::123456789012:user/ann").accountOnly());
    assertTrue(user("AIDAANN0000000000001").evaluation().allowed());
    assertFalse(user("AIDABOB0000000000001").evaluation().allowed());
    assertFalse(user("210987654321").evaluation().allowed());
  }
}
