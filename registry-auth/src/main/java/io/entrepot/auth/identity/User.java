package io.entrepot.auth.identity;

import io.entrepot.auth.principal.AccountId;
import io.entrepot.auth.principal.Principal;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A user.
 *
 * @param path begins and ends with a slash
 * @param id unique for ever
 * @param boundary the ARN of the policy that bounds what it may
 */
public record User(
    AccountId account,
    String path,
    String name,
    String id,
    Instant created,
    Optional<String> boundary,
    Map<String, String> tags) {
  public User {
    tags = Map.copyOf(tags);
  }

  public String arn() {
    return principal().arn();
  }

  public Principal.User principal() {
    return new Principal.User(account, path, name, id);
  }
}
