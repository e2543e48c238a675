package io.entrepot.auth.federation;

import io.entrepot.auth.identity.OidcProvider;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A provider's token that is good.
 *
 * @param audiences those of the token that the provider's registration names; at least one
 * @param claims what policies may ask about, by the claim's name in lower case
 * @param tags those that it brings for the session
 */
record VerifiedToken(
    OidcProvider provider,
    String subject,
    List<String> audiences,
    Map<String, List<String>> claims,
    TokenTags tags,
    Instant expires) {
  VerifiedToken {
    audiences = List.copyOf(audiences);
    claims = Map.copyOf(claims);
  }
}
