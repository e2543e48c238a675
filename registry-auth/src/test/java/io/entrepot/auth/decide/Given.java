package io.entrepot.auth.decide;

import io.entrepot.auth.policy.PolicyDocument;
import io.entrepot.auth.policy.PolicyKind;
import io.entrepot.auth.principal.AccountId;
import io.entrepot.auth.principal.Principal;
import java.net.InetAddress;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Callers and policies for tests. */
final class Given {
  static final String REGION = "us-east-1";
  static final AccountId HERE = new AccountId("123456789012");
  static final AccountId THERE = new AccountId("210987654321");
  static final Principal USER = new Principal.User(HERE, "/", "ann", "AIDAANN0000000000001");
  static final Principal ROLE =
      new Principal.AssumedRole(HERE, "/", "ci", "AROACI00000000000001", "run");
  static final Principal FEDERATED = new Principal.FederatedUser(HERE, "fred");
  static final RequestFacts REQUEST =
      new RequestFacts(
          InetAddress.ofLiteral("203.0.113.7"),
          true,
          Optional.of("docker/20.10"),
          Instant.parse("2026-11-21T08:00:00Z"),
          Optional.empty());

  private Given() {}

  static AttachedPolicy policy(String name, PolicyKind kind, String json) {
    return new AttachedPolicy(name, PolicyDocument.parse(json.replace('\'', '"'), kind));
  }

  static AttachedPolicy identity(String statements) {
    return policy("P", PolicyKind.IDENTITY, versioned(statements));
  }

  static AttachedPolicy repository(String statements) {
    return policy("R", PolicyKind.REPOSITORY, versioned(statements));
  }

  static String versioned(String statements) {
    return "{'Version':'2012-10-17','Statement':[" + statements + "]}";
  }

  static Standing standing(AttachedPolicy... identity) {
    return new Standing(
        Map.of(), AttachedPolicies.of(identity), Optional.empty(), Optional.empty());
  }

  static Evaluation evaluate(Caller caller, Permission permission, ResourceFacts facts) {
    return Evaluator.evaluate(caller, permission, facts, REGION);
  }

  static Caller caller(Principal principal, Standing standing) {
    return caller(principal, standing, REQUEST);
  }

  static Caller caller(Principal principal, Standing standing, RequestFacts request) {
    return new Caller(principal, standing, Scope.UNLIMITED, request);
  }

  static Permission pull(AccountId account, String name) {
    return new Permission(EcrAction.BATCH_GET_IMAGE, new Resource.Repository(account, name));
  }
}
