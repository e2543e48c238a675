package io.entrepot.auth.identity;

import io.entrepot.auth.principal.AccountId;
import java.util.Map;
import java.util.Optional;

/**
 * A managed policy that is to be made.
 *
 * @param document as JSON
 */
public record NewPolicy(
    AccountId account,
    String name,
    String path,
    String document,
    Optional<String> description,
    Map<String, String> tags) {
  public NewPolicy {
    tags = Map.copyOf(tags);
    NameRules.checkPolicy(name);
    NameRules.checkPath(path);
    description.ifPresent(NameRules::checkDescription);
  }

  /** A policy of which no more is told than it needs. */
  public static NewPolicy of(AccountId account, String name, String document) {
    return new NewPolicy(account, name, "/", document, Optional.empty(), Map.of());
  }

  public String arn() {
    return "arn:aws:iam::" + account + ":policy" + path + name;
  }
}
