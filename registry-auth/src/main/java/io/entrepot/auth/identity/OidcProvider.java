package io.entrepot.auth.identity;

import io.entrepot.auth.principal.AccountId;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * An identity provider whose tokens an account's roles may trust.
 *
 * @param url the issuer
 * @param clientIds the audiences that are accepted
 * @param thumbprints of certificates, as AWS asks for them; nothing depends on them here
 */
public record OidcProvider(
    String arn,
    AccountId account,
    String url,
    List<String> clientIds,
    List<String> thumbprints,
    Instant created,
    Map<String, String> tags) {
  public OidcProvider {
    clientIds = List.copyOf(clientIds);
    thumbprints = List.copyOf(thumbprints);
    tags = Map.copyOf(tags);
  }

  /** By what condition keys name it: its URL without the scheme. */
  public String name() {
    return IssuerUrl.name(url).orElseThrow();
  }

  /** What would make it. */
  public NewOidcProvider toNew() {
    return new NewOidcProvider(account, url, clientIds, thumbprints, tags);
  }
}
