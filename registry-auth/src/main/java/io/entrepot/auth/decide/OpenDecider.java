package io.entrepot.auth.decide;

import java.util.List;
import java.util.Optional;

/** Allows everything to everybody: what {@code --open} asks for, and nothing else ever makes. */
public final class OpenDecider implements Decider {
  private static final Evaluation OPEN =
      new Evaluation(
          Evaluation.Outcome.ALLOWED,
          Evaluation.Layer.OPENNESS,
          Optional.empty(),
          "the server is open to everybody");

  @Override
  public Decision decide(Caller caller, List<Permission> permissions) {
    for (Permission permission : permissions) {
      caller.witness().decided(permission, OPEN);
    }
    return new Decision.Allowed(new Grant(this, caller));
  }

  @Override
  public Optional<Decision> decideNow(Caller caller, List<Permission> permissions) {
    return Optional.of(new Decision.Allowed(new Grant(this, caller)));
  }

  @Override
  public RefusedRequest retell(Caller caller, Permission permission) {
    throw new IllegalStateException("an open server refuses nothing");
  }

  @Override
  public boolean wouldAllow(Caller caller, Permission permission, ResourceFacts facts) {
    return true;
  }
}
