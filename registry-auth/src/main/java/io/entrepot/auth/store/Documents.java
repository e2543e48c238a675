package io.entrepot.auth.store;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.entrepot.auth.identity.IdentityFailure;
import io.entrepot.auth.policy.PolicyDocument;
import io.entrepot.auth.policy.PolicyKind;
import io.entrepot.auth.policy.PolicySyntaxException;

/**
 * Parses policies, each text once as long as it is remembered: many identities hold the same. Any
 * thread.
 */
final class Documents {
  /** Characters of all texts that are remembered. */
  static final long REMEMBERED = 8L << 20;

  /** What a parsed document costs besides, counted in characters. */
  private static final int OVERHEAD = 512;

  private final Cache<String, PolicyDocument> parsed =
      Caffeine.newBuilder()
          .maximumWeight(REMEMBERED)
          .weigher((String text, PolicyDocument document) -> text.length() + OVERHEAD)
          .executor(Runnable::run)
          .build();

  /** A policy of an identity that was stored, so that it parses. */
  PolicyDocument identityPolicy(String text) {
    return parsed.get(text, missing -> parse(missing, PolicyKind.IDENTITY));
  }

  /**
   * Refuses a text that is no policy or is too long.
   *
   * @param longest in characters, white space not counted
   * @param quota what to call the limit
   */
  void checkIdentityPolicy(String text, int longest, String quota) {
    checkLength(length(text), longest, quota);
    identityPolicy(text);
  }

  /** The same for a role's trust policy. */
  void checkTrustPolicy(String text, int longest, String quota) {
    checkLength(length(text), longest, quota);
    parse(text, PolicyKind.TRUST);
  }

  static void checkLength(long length, int longest, String quota) {
    if (length > longest) {
      throw new IdentityFailure.LimitExceeded("Cannot exceed quota for " + quota + ": " + longest)
          .exception();
    }
  }

  /** Characters as IAM counts them: without white space. */
  static long length(String text) {
    return text.chars().filter(c -> !Character.isWhitespace(c)).count();
  }

  private static PolicyDocument parse(String text, PolicyKind kind) {
    try {
      return PolicyDocument.parse(text, kind);
    } catch (PolicySyntaxException e) {
      throw new IdentityFailure.MalformedPolicyDocument(String.valueOf(e.getMessage())).exception();
    }
  }
}
