package io.entrepot.auth.store;

import io.entrepot.auth.credential.Credential;
import io.entrepot.auth.credential.Login;
import io.entrepot.auth.credential.Session;
import io.entrepot.auth.credential.StandingLookup;
import io.entrepot.auth.credential.Standings;
import io.entrepot.auth.decide.Standing;
import io.entrepot.auth.policy.PolicyDocument;
import io.entrepot.auth.principal.Principal;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Standings by what the store holds.
 *
 * <p>A login is gone when its principal is not there under the same id, name and path, or when its
 * credential is not: another password was set, the key is deleted, inactive or another's, the
 * provider is deleted. A role's session holds no longer than the key or provider by which the role
 * was assumed; a password assumes none.
 */
final class StoredStandings implements Standings {
  private static final StandingLookup GONE = new StandingLookup.Gone();
  private static final StandingLookup NOT_IN_MEMORY = new StandingLookup.NotInMemory();

  /** The two ways to look things up; an empty answer is: not without blocking. */
  private record Reading(
      Function<String, Optional<Optional<Snapshot>>> identity,
      Function<String, Optional<Optional<KeyState>>> key,
      Function<String, Optional<Boolean>> provider,
      Function<String, Optional<Optional<PolicyDocument>>> policy) {}

  private final Cached cached;
  private final Reading blocking;
  private final Reading memory;
  private final SessionStandings sessions;

  StoredStandings(Cached cached, SessionStandings sessions) {
    this.cached = cached;
    this.sessions = sessions;
    this.blocking =
        new Reading(
            id -> Optional.of(cached.identity(id)),
            id -> Optional.of(cached.key(id)),
            arn -> Optional.of(cached.provider(arn)),
            arn -> Optional.of(cached.policy(arn)));
    this.memory =
        new Reading(cached::identityNow, cached::keyNow, cached::providerNow, cached::policyNow);
  }

  @Override
  public long generation() {
    return cached.generation();
  }

  @Override
  public StandingLookup of(Login login, Optional<Session> session) {
    return lookUp(login, session, blocking);
  }

  @Override
  public StandingLookup now(Login login, Optional<Session> session) {
    return lookUp(login, session, memory);
  }

  private StandingLookup lookUp(Login login, Optional<Session> session, Reading reading) {
    StandingLookup found = lookUp(login, reading);
    if (session.isEmpty() || !(found instanceof StandingLookup.Current(Standing own))) {
      return found;
    }
    return sessions
        .with(session.get(), own, reading.policy())
        .<StandingLookup>map(StandingLookup.Current::new)
        .orElse(NOT_IN_MEMORY);
  }

  private static StandingLookup lookUp(Login login, Reading reading) {
    return switch (login.principal()) {
      case Principal.Anonymous _ -> new StandingLookup.Current(Standing.NONE);
      case Principal.Root root -> itself(login, root.owner().value(), reading);
      case Principal.User user -> itself(login, user.id(), reading);
      case Principal.AssumedRole session -> session(login, session, reading);
      case Principal.FederatedUser user -> federated(login, user, reading);
    };
  }

  /** A user or root that proved to be itself. */
  private static StandingLookup itself(Login login, String id, Reading reading) {
    Optional<Optional<Snapshot>> found = reading.identity().apply(id);
    if (found.isEmpty()) {
      return NOT_IN_MEMORY;
    }
    Predicate<Snapshot> same =
        is -> is.principal().isPresent() && is.principal().get().equals(login.principal());
    return found
        .get()
        .filter(same)
        .map(snapshot ->
            switch (login.credential()) {
              case Credential.Password password -> byPassword(snapshot, password);
              case Credential.AccessKey key ->
                  byKey(snapshot, key, reading, owner -> owner.equals(id));
              case Credential.WebIdentity _ -> GONE;
            })
        .orElse(GONE);
  }

  private static StandingLookup session(
      Login login, Principal.AssumedRole session, Reading reading) {
    Optional<Optional<Snapshot>> found = reading.identity().apply(session.roleId());
    if (found.isEmpty()) {
      return NOT_IN_MEMORY;
    }
    return found
        .get()
        .filter(snapshot -> snapshot.isRoleOf(session))
        .map(snapshot ->
            switch (login.credential()) {
              case Credential.Password _ -> GONE;
              case Credential.AccessKey key -> byKey(snapshot, key, reading, owner -> true);
              case Credential.WebIdentity identity -> byProvider(snapshot, identity, reading);
            })
        .orElse(GONE);
  }

  /** What a federated user may is what the owner of the key may by which it was made. */
  private static StandingLookup federated(
      Login login, Principal.FederatedUser user, Reading reading) {
    if (!(login.credential() instanceof Credential.AccessKey key)) {
      return GONE;
    }
    Optional<Optional<KeyState>> state = reading.key().apply(key.id());
    if (state.isEmpty()) {
      return NOT_IN_MEMORY;
    }
    Optional<KeyState> active = state.get().filter(KeyState::active);
    if (active.isEmpty()) {
      return GONE;
    }
    Optional<Optional<Snapshot>> owner = reading.identity().apply(active.get().owner());
    if (owner.isEmpty()) {
      return NOT_IN_MEMORY;
    }
    return owner
        .get()
        .filter(snapshot -> snapshot.name().account().equals(user.owner()))
        .<StandingLookup>map(snapshot -> new StandingLookup.Current(snapshot.standing()))
        .orElse(GONE);
  }

  private static StandingLookup byPassword(Snapshot snapshot, Credential.Password password) {
    boolean holds =
        snapshot.password().hash().isPresent()
            && snapshot.password().version() == password.version();
    return holds ? new StandingLookup.Current(snapshot.standing()) : GONE;
  }

  private static StandingLookup byKey(
      Snapshot snapshot, Credential.AccessKey key, Reading reading, Predicate<String> owner) {
    return reading
        .key()
        .apply(key.id())
        .map(state ->
            state.filter(KeyState::active).filter(is -> owner.test(is.owner())).isPresent()
                ? new StandingLookup.Current(snapshot.standing())
                : GONE)
        .orElse(NOT_IN_MEMORY);
  }

  private static StandingLookup byProvider(
      Snapshot snapshot, Credential.WebIdentity identity, Reading reading) {
    return reading
        .provider()
        .apply(identity.provider())
        .map(there -> there ? new StandingLookup.Current(snapshot.standing()) : GONE)
        .orElse(NOT_IN_MEMORY);
  }
}
