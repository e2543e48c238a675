package io.entrepot.auth.identity;

import io.entrepot.auth.principal.AccountId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An identity provider that is to be made (IAM API reference, CreateOpenIDConnectProvider).
 *
 * @param url the issuer: {@code https://} and no query; {@code http://} on this machine alone
 * @param clientIds the audiences that are accepted, at most {@link Quotas#CLIENT_IDS}
 * @param thumbprints of certificates, at most {@link Quotas#THUMBPRINTS}
 */
public record NewOidcProvider(
    AccountId account,
    String url,
    List<String> clientIds,
    List<String> thumbprints,
    Map<String, String> tags) {
  /** Characters of a URL, and of a client id. */
  public static final int LONGEST = 255;

  private static final Pattern THUMBPRINT = Pattern.compile("[0-9a-fA-F]{40}");

  public NewOidcProvider {
    clientIds = List.copyOf(clientIds.stream().distinct().toList());
    thumbprints = List.copyOf(thumbprints.stream().distinct().toList());
    tags = Map.copyOf(tags);
    if (arn(account, url).isEmpty()) {
      throw invalid("Invalid Open ID Connect Provider URL");
    }
    checkClientIds(clientIds);
    checkThumbprints(thumbprints);
  }

  /** The ARN of the account's provider with this issuer; empty when it can be no issuer. */
  public static Optional<String> arn(AccountId account, String url) {
    return IssuerUrl.name(url).map(name -> "arn:aws:iam::" + account + ":oidc-provider/" + name);
  }

  public String arn() {
    return arn(account, url).orElseThrow();
  }

  /** The same, accepting one audience more. */
  public NewOidcProvider withClientId(String clientId) {
    List<String> more = new ArrayList<>(clientIds);
    more.add(clientId);
    return new NewOidcProvider(account, url, more, thumbprints, tags);
  }

  /** Refuses what are no thumbprints, or too many. */
  public static void checkThumbprints(List<String> thumbprints) {
    if (thumbprints.size() > Quotas.THUMBPRINTS) {
      throw limit("Thumbprint list must contain fewer than " + (Quotas.THUMBPRINTS + 1) + ".");
    }
    if (!thumbprints.stream().allMatch(print -> THUMBPRINT.matcher(print).matches())) {
      throw invalid("A thumbprint has 40 hexadecimal digits.");
    }
  }

  private static void checkClientIds(List<String> clientIds) {
    if (clientIds.size() > Quotas.CLIENT_IDS) {
      throw limit(
          "Cannot exceed quota for ClientIdsPerOpenIdConnectProvider: " + Quotas.CLIENT_IDS);
    }
    if (!clientIds.stream().allMatch(id -> !id.isEmpty() && id.length() <= LONGEST)) {
      throw invalid("A client id has 1 to " + LONGEST + " characters.");
    }
  }

  private static IdentityException invalid(String message) {
    return new IdentityFailure.InvalidInput(message).exception();
  }

  private static IdentityException limit(String message) {
    return new IdentityFailure.LimitExceeded(message).exception();
  }
}
