package io.entrepot.auth.credential;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What was laid down when a role's session began; it travels with the session's credentials, since
 * nothing else keeps it.
 *
 * @param policies the texts of the session policies, one of which must allow too; empty when none
 *     was given
 * @param tags those of the session
 */
public record Session(Optional<List<String>> policies, Map<String, String> tags) {
  public Session {
    policies = policies.map(List::copyOf);
    tags = Map.copyOf(tags);
  }
}
