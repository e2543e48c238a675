package io.entrepot.auth.store;

import io.entrepot.auth.credential.Session;
import io.entrepot.auth.decide.AttachedPolicies;
import io.entrepot.auth.decide.AttachedPolicy;
import io.entrepot.auth.decide.Standing;
import io.entrepot.auth.policy.PolicyDocument;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Adds what a session carries to what its role has. Any thread. */
final class SessionStandings {
  private final Documents documents;

  SessionStandings(Documents documents) {
    this.documents = documents;
  }

  /**
   * What the session has; empty when one of its policies is not to be had without blocking.
   *
   * @param managed what a managed policy says; there is none that is gone
   */
  Optional<Standing> with(
      Session session,
      Standing role,
      Function<String, Optional<Optional<PolicyDocument>>> managed) {
    List<AttachedPolicy> policies = new ArrayList<>();
    for (String arn : session.policyArns()) {
      Optional<Optional<PolicyDocument>> document = managed.apply(arn);
      if (document.isEmpty()) {
        return Optional.empty();
      }
      document.get().ifPresent(says -> policies.add(new AttachedPolicy(arn, says)));
    }
    for (String text : session.policies()) {
      policies.add(new AttachedPolicy("session policy", documents.identityPolicy(text)));
    }
    return Optional.of(
        new Standing(
            tags(role.tags(), session.tags()),
            role.identity(),
            role.boundary(),
            session.bounded() ? Optional.of(new AttachedPolicies(policies)) : Optional.empty()));
  }

  /** A session's tag takes the place of a role's, however either is written. */
  private static Map<String, String> tags(Map<String, String> role, Map<String, String> session) {
    if (session.isEmpty()) {
      return role;
    }
    Map<String, String> tags = new HashMap<>(role);
    tags.keySet().removeIf(key -> session.keySet().stream().anyMatch(key::equalsIgnoreCase));
    tags.putAll(session);
    return tags;
  }
}
