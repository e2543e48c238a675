package io.entrepot.server.main;

import io.entrepot.auth.credential.Credential;
import io.entrepot.auth.credential.Login;
import io.entrepot.auth.credential.Session;
import io.entrepot.auth.credential.StandingLookup;
import io.entrepot.auth.credential.Standings;
import io.entrepot.auth.principal.Principal;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Standings that tell which access key was used: by whoever comes with it, or with a token that it
 * bought, as long as it holds. A session that it began is not its use. Any thread.
 */
final class NotedStandings implements Standings {
  private final Standings standings;
  private final Consumer<String> used;

  /**
   * Notes uses.
   *
   * @param used is told the key's id at each lookup; must not block
   */
  NotedStandings(Standings standings, Consumer<String> used) {
    this.standings = standings;
    this.used = used;
  }

  @Override
  public long generation() {
    return standings.generation();
  }

  @Override
  public StandingLookup of(Login login, Optional<Session> session) {
    return noted(login, standings.of(login, session));
  }

  @Override
  public StandingLookup now(Login login, Optional<Session> session) {
    return noted(login, standings.now(login, session));
  }

  private StandingLookup noted(Login login, StandingLookup found) {
    if (found instanceof StandingLookup.Current
        && login.credential() instanceof Credential.AccessKey key
        && isItself(login.principal())) {
      used.accept(key.id());
    }
    return found;
  }

  private static boolean isItself(Principal principal) {
    return switch (principal) {
      case Principal.Root _, Principal.User _ -> true;
      case Principal.AssumedRole _, Principal.FederatedUser _, Principal.Anonymous _ -> false;
    };
  }
}
