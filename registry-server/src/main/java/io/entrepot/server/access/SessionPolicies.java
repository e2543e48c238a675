package io.entrepot.server.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.entrepot.auth.credential.Session;
import io.entrepot.auth.decide.AttachedPolicy;
import io.entrepot.auth.decide.Standing;
import io.entrepot.auth.policy.PolicyDocument;
import io.entrepot.auth.policy.PolicyKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Adds what a session carries to what its role has, parsed once for each session. Any thread. */
final class SessionPolicies {
  private static final int KEPT = 4096;

  private final Cache<Session, Optional<List<AttachedPolicy>>> parsed =
      Caffeine.newBuilder().maximumSize(KEPT).build();

  Standing with(Session session, Standing role) {
    Map<String, String> tags = new HashMap<>(role.tags());
    tags.putAll(session.tags());
    Optional<List<AttachedPolicy>> policies =
        parsed.get(session, s -> s.policies().map(SessionPolicies::parse));
    return new Standing(tags, role.identity(), role.boundary(), policies);
  }

  private static List<AttachedPolicy> parse(List<String> texts) {
    List<AttachedPolicy> policies = new ArrayList<>();
    for (String text : texts) {
      policies.add(
          new AttachedPolicy("session policy", PolicyDocument.parse(text, PolicyKind.IDENTITY)));
    }
    return policies;
  }
}
