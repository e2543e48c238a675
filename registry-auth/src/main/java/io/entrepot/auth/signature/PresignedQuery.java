package io.entrepot.auth.signature;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads a signature from the query. */
final class PresignedQuery {
  /** Longest time for which a request may be presigned. */
  static final Duration LONGEST = Duration.ofDays(7);

  private static final String PLACE = "AWS query-string";
  private static final String ALGORITHM = "X-Amz-Algorithm";
  private static final String CREDENTIAL = "X-Amz-Credential";
  private static final Set<String> MARKS = Set.of(ALGORITHM, CREDENTIAL, QueryParameter.SIGNATURE);
  private static final Pattern SECONDS = Pattern.compile("[0-9]{1,9}");

  private PresignedQuery() {}

  /** Whether a query means to carry a signature. */
  static boolean in(List<QueryParameter> query) {
    return query.stream().anyMatch(parameter -> MARKS.contains(parameter.name()));
  }

  static Claim parse(List<QueryParameter> query) {
    ClaimParts.requireAlgorithm(parameter(query, ALGORITHM));
    ClaimParts.ScopedKey key = ClaimParts.credential(parameter(query, CREDENTIAL));
    return new Claim(
        key.id(),
        key.scope(),
        ClaimParts.signedHeaders(parameter(query, "X-Amz-SignedHeaders")),
        ClaimParts.signature(parameter(query, QueryParameter.SIGNATURE)),
        SigningTime.basic(parameter(query, "X-Amz-Date")),
        Optional.of(lifetime(parameter(query, "X-Amz-Expires"))),
        QueryParameter.only(query, Claim.SESSION_TOKEN));
  }

  private static String parameter(List<QueryParameter> query, String name) {
    return ClaimParts.require(QueryParameter.only(query, name), PLACE, name);
  }

  private static Duration lifetime(String text) {
    if (!SECONDS.matcher(text).matches()) {
      throw SignatureFailure.incomplete("X-Amz-Expires must be a number of seconds.");
    }
    Duration lifetime = Duration.ofSeconds(Long.parseLong(text));
    if (lifetime.isZero() || lifetime.compareTo(LONGEST) > 0) {
      throw SignatureFailure.incomplete(
          "X-Amz-Expires must be at least a second and at most a week, that is 604800 seconds.");
    }
    return lifetime;
  }
}
