package io.entrepot.auth.federation;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.entrepot.auth.decide.AttachedPolicy;
import io.entrepot.auth.decide.RequestFacts;
import io.entrepot.auth.decide.StsAction;
import io.entrepot.auth.decide.TrustEvaluator;
import io.entrepot.auth.identity.Role;
import io.entrepot.auth.policy.PolicyDocument;
import io.entrepot.auth.policy.PolicyKind;
import io.entrepot.auth.policy.Requester;
import io.entrepot.auth.policy.pattern.RequestKeys;
import java.util.List;
import java.util.Locale;

/**
 * Whether a role lets the holder of a token in. The condition keys are those of the token, behind
 * the provider's name ({@code ci.example.org:sub}; IAM user guide, keys for AWS OIDC federation),
 * {@code aws:FederatedProvider}, {@code sts:RoleSessionName}, and what the request tells. Any
 * thread.
 */
final class RoleTrust {
  private static final int KEPT = 1_024;

  private final Cache<String, PolicyDocument> parsed =
      Caffeine.newBuilder().maximumSize(KEPT).build();

  boolean trusts(Role role, VerifiedToken token, String sessionName, RequestFacts facts) {
    PolicyDocument document =
        parsed.get(role.trustPolicy(), text -> PolicyDocument.parse(text, PolicyKind.TRUST));
    return TrustEvaluator.evaluate(
            new AttachedPolicy("the trust policy of " + role.arn(), document),
            new Requester.Federated(token.provider().arn()),
            false,
            StsAction.ASSUME_ROLE_WITH_WEB_IDENTITY,
            keys(token, sessionName, facts))
        .evaluation()
        .allowed();
  }

  private static RequestKeys keys(VerifiedToken token, String sessionName, RequestFacts facts) {
    String own = token.provider().name().toLowerCase(Locale.ROOT) + ":";
    return key -> {
      if (key.startsWith(own)) {
        String claim = key.substring(own.length());
        return switch (claim) {
          case "aud" -> token.audiences();
          case "sub" -> List.of(token.subject());
          default -> token.claims().getOrDefault(claim, List.of());
        };
      }
      return switch (key) {
        case "aws:federatedprovider" -> List.of(token.provider().arn());
        case "sts:rolesessionname" -> List.of(sessionName);
        default -> facts.values(key);
      };
    };
  }
}
