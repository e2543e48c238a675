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
import java.util.Map;

/**
 * Whether a role lets the holder of a token in. The condition keys are those of the token, behind
 * the provider's name ({@code ci.example.org:sub}; IAM user guide, keys for AWS OIDC federation),
 * {@code aws:FederatedProvider}, {@code sts:RoleSessionName}, the tags that the token brings, and
 * what the request tells. A token with tags needs {@code sts:TagSession} too. Any thread.
 */
final class RoleTrust {
  private static final int KEPT = 1_024;
  private static final String TAG = "aws:requesttag/";

  private final Cache<String, PolicyDocument> parsed =
      Caffeine.newBuilder().maximumSize(KEPT).build();

  boolean trusts(Role role, VerifiedToken token, String sessionName, RequestFacts facts) {
    PolicyDocument document =
        parsed.get(role.trustPolicy(), text -> PolicyDocument.parse(text, PolicyKind.TRUST));
    AttachedPolicy trust = new AttachedPolicy("the trust policy of " + role.arn(), document);
    RequestKeys keys = keys(token, sessionName, facts);
    return allows(trust, token, StsAction.ASSUME_ROLE_WITH_WEB_IDENTITY, keys)
        && (token.tags().tags().isEmpty() || allows(trust, token, StsAction.TAG_SESSION, keys));
  }

  private static boolean allows(
      AttachedPolicy trust, VerifiedToken token, StsAction action, RequestKeys keys) {
    return TrustEvaluator.evaluate(
            trust, new Requester.Federated(token.provider().arn()), false, action, keys)
        .evaluation()
        .allowed();
  }

  /** Names of tags are compared without regard to case. */
  private static List<String> tag(VerifiedToken token, String name) {
    return token.tags().tags().entrySet().stream()
        .filter(tag -> tag.getKey().equalsIgnoreCase(name))
        .map(Map.Entry::getValue)
        .toList();
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
        case "aws:tagkeys" -> List.copyOf(token.tags().tags().keySet());
        case "sts:transitivetagkeys" -> List.copyOf(token.tags().transitive());
        case String tag when tag.startsWith(TAG) -> tag(token, tag.substring(TAG.length()));
        default -> facts.values(key);
      };
    };
  }
}
