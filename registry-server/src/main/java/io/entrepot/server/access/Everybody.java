package io.entrepot.server.access;

import io.entrepot.auth.decide.Caller;
import io.entrepot.auth.decide.RequestFacts;
import io.entrepot.auth.decide.Scope;
import io.entrepot.auth.decide.Standing;
import io.entrepot.auth.decide.Witness;
import io.entrepot.auth.principal.Principal;
import io.entrepot.auth.signature.Signer;
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
  public Asker of(Arrival arrival, Witness witness) {
    return anonymous(arrival, witness);
  }

  @Override
  public Optional<Caller> now(Arrival arrival) {
    return Optional.of(caller(arrival, Witness.NONE));
  }

  @Override
  public Asker anonymous(Arrival arrival, Witness witness) {
    return new Asker(caller(arrival, witness), Proof.NONE);
  }

  @Override
  public Asker signed(Arrival arrival, Signer signer, Witness witness) {
    return anonymous(arrival, witness);
  }

  private Caller caller(Arrival arrival, Witness witness) {
    return new Caller(
        ANONYMOUS,
        Standing.NONE,
        Scope.UNLIMITED,
        new RequestFacts(
            arrival.source(),
            arrival.secure(),
            arrival.request().headers().first("User-Agent"),
            clock.instant(),
            Optional.empty()),
        witness);
  }

  @Override
  public boolean wantsCredentials() {
    return false;
  }
}
