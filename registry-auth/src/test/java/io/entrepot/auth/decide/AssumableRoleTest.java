package io.entrepot.auth.decide;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.entrepot.auth.policy.PolicyKind;
import io.entrepot.auth.principal.Principal;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Who may assume a role (IAM user guide, Policies and permissions in AWS; How to use trust policies
 * with IAM roles): the trust policy has to allow it, and unless it names a user or a role of its
 * own account, the caller's policies as well.
 */
final class AssumableRoleTest {
  private static final Resource ROLE = new Resource.AssumableRole(Given.HERE, "ci/runner");
  private static final Principal EVE =
      new Principal.User(Given.THERE, "/", "eve", "AIDAEVE0000000000001");

  @ParameterizedTest
  @CsvSource({
    "here, nothing, allow,   IMPLICIT_DENY TRUST",
    "here, nothing, nothing, IMPLICIT_DENY IDENTITY",
    "here, user,    nothing, ALLOWED RESOURCE",
    "here, user,    deny,    EXPLICIT_DENY IDENTITY",
    "here, account, nothing, IMPLICIT_DENY IDENTITY",
    "here, account, allow,   ALLOWED IDENTITY",
    "here, deny,    allow,   EXPLICIT_DENY RESOURCE",
    "far,  user,    nothing, IMPLICIT_DENY IDENTITY",
    "far,  user,    allow,   ALLOWED RESOURCE",
    "far,  account, allow,   ALLOWED RESOURCE",
    "far,  nothing, allow,   IMPLICIT_DENY RESOURCE",
    "root, nothing, nothing, IMPLICIT_DENY TRUST",
  })
  void the_trust_policy_has_to_allow_it(String who, String trust, String own, String expected) {
    Principal principal =
        switch (who) {
          case "here" -> Given.USER;
          case "root" -> new Principal.Root(Given.HERE);
          default -> EVE;
        };
    Evaluation evaluation =
        Given.evaluate(
            Given.caller(principal, standing(own)),
            new Permission(StsAction.ASSUME_ROLE, ROLE),
            new ResourceFacts(policies(trust, principal), Map.of()));
    assertEquals(expected, evaluation.outcome() + " " + evaluation.layer());
  }

  private static Standing standing(String own) {
    return switch (own) {
      case "allow" -> Given.standing(identity("Allow"));
      case "deny" -> Given.standing(identity("Deny"));
      default -> Standing.NONE;
    };
  }

  private static AttachedPolicy identity(String effect) {
    return Given.identity(
        "{'Effect':'"
            + effect
            + "','Action':'sts:AssumeRole','Resource':'arn:aws:iam::123456789012:role/ci/*'}");
  }

  private static AttachedPolicies policies(String trust, Principal principal) {
    return switch (trust) {
      case "user" -> trusting("Allow", principal.userId());
      case "account" -> trusting("Allow", principal.account().orElseThrow().value());
      case "deny" -> trusting("Deny", principal.userId());
      default -> AttachedPolicies.NONE;
    };
  }

  private static AttachedPolicies trusting(String effect, String principal) {
    return AttachedPolicies.of(
        Given.policy(
            "T",
            PolicyKind.TRUST,
            Given.versioned(
                "{'Effect':'"
                    + effect
                    + "','Principal':{'AWS':'"
                    + principal
                    + "'},'Action':'sts:AssumeRole'}")));
  }
}
