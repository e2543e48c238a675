package io.entrepot.server.access;

import io.entrepot.auth.decide.Caller;
import io.entrepot.auth.decide.RequestFacts;
import io.entrepot.auth.decide.Scope;
import io.entrepot.auth.decide.Standing;
import io.entrepot.auth.principal.Principal;
import java.time.InstantSource;
import java.util.Optional;

/** Reads no credentials: everybody is nobody in particular, as {@code --open} has it. */
public final class Everybody implements Callers {
  private static final Principal ANONYMOUS = new Principal.Anonymous();

  private final InstantSource clock;

  public Everybody(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public Caller of(Arrival arrival) {
    return anonymous(arrival);
  }

  @Override
  public Optional<Caller> now(Arrival arrival) {
    return Optional.of(anonymous(arrival));
  }

  @Override
  public Caller anonymous(Arrival arrival) {
    return new Caller(
        ANONYMOUS,
        Standing.NONE,
        Scope.UNLIMITED,
        new RequestFacts(
            arrival.source(),
            arrival.secure(),
            arrival.request().headers().first("User-Agent"),
            clock.instant(),
            Optional.empty()));
  }

  @Override
  public boolean wantsCredentials() {
    return false;
  }
}
