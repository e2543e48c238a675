package io.entrepot.auth.identity;

import io.entrepot.auth.principal.AccountId;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * A role that is to be made.
 *
 * @param trustPolicy who may assume it, as JSON
 * @param maxSession how long a session of it may last: {@link #SHORTEST} to {@link #LONGEST}
 * @param boundary the ARN of a managed policy
 */
public record NewRole(
    AccountId account,
    String name,
    String path,
    String trustPolicy,
    Optional<String> description,
    Duration maxSession,
    Optional<String> boundary,
    Map<String, String> tags) {
  /** The least that {@code maxSession} may be, and what it is when nothing is told. */
  public static final Duration SHORTEST = Duration.ofHours(1);

  /** The most that {@code maxSession} may be. */
  public static final Duration LONGEST = Duration.ofHours(12);

  public NewRole {
    tags = Map.copyOf(tags);
    NameRules.check(IdentityKind.ROLE, name);
    NameRules.checkPath(path);
    description.ifPresent(NameRules::checkDescription);
    checkMaxSession(maxSession);
  }

  /** A role of which no more is told than it needs. */
  public static NewRole of(AccountId account, String name, String trustPolicy) {
    return new NewRole(
        account, name, "/", trustPolicy, Optional.empty(), SHORTEST, Optional.empty(), Map.of());
  }

  /** Refuses with {@link IdentityFailure.InvalidInput} what no session of a role may last. */
  public static void checkMaxSession(Duration length) {
    if (length.compareTo(SHORTEST) < 0 || length.compareTo(LONGEST) > 0) {
      throw new IdentityFailure.InvalidInput(
              "MaxSessionDuration must be between "
                  + SHORTEST.toSeconds()
                  + " and "
                  + LONGEST.toSeconds()
                  + " seconds.")
          .exception();
    }
  }
}
