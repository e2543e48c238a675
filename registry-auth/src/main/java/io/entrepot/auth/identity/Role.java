package io.entrepot.auth.identity;

import io.entrepot.auth.principal.AccountId;
import io.entrepot.auth.principal.Principal;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A role, which others assume.
 *
 * @param path begins and ends with a slash
 * @param id unique for ever
 * @param trustPolicy who may assume it: as its text was set, but for the users and roles that it
 *     names, who stand there by their unique ids
 * @param maxSession how long a session of it may last
 * @param boundary the ARN of the policy that bounds what it may
 */
public record Role(
    AccountId account,
    String path,
    String name,
    String id,
    Instant created,
    String trustPolicy,
    Optional<String> description,
    Duration maxSession,
    Optional<String> boundary,
    Map<String, String> tags) {
  public Role {
    tags = Map.copyOf(tags);
  }

  public String arn() {
    return "arn:aws:iam::" + account + ":role" + path + name;
  }

  /** The principal that a session of it acts as. */
  public Principal.AssumedRole session(String sessionName) {
    return new Principal.AssumedRole(account, path, name, id, sessionName);
  }
}
