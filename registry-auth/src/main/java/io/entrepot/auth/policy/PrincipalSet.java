package io.entrepot.auth.policy;

import io.entrepot.auth.principal.Principal;
import java.util.List;

/** The principals that a statement names, or all but those. Immutable. */
public final class PrincipalSet {
  private final List<PrincipalPattern> patterns;
  private final boolean inverted;

  PrincipalSet(List<PrincipalPattern> patterns, boolean inverted) {
    this.patterns = List.copyOf(patterns);
    this.inverted = inverted;
  }

  /**
   * In which form it names a requester: the one that gives most.
   *
   * @param bounded whether the requester has a permissions boundary, whom a {@code NotPrincipal}
   *     never leaves out
   */
  public PrincipalMatch match(Requester requester, boolean bounded) {
    if (inverted) {
      return !bounded && leavesOut(requester) ? PrincipalMatch.NONE : PrincipalMatch.SELF;
    }
    PrincipalMatch best = PrincipalMatch.NONE;
    for (PrincipalPattern pattern : patterns) {
      PrincipalMatch match = pattern.match(requester);
      if (match.compareTo(best) > 0) {
        best = match;
      }
    }
    return best;
  }

  // Who is to be left out has to be listed with its account, and a session with its role too (IAM
  // user guide, IAM JSON policy elements: NotPrincipal).
  private boolean leavesOut(Requester requester) {
    if (names(requester, PrincipalMatch.EVERYBODY)) {
      return true;
    }
    if (!(requester instanceof Requester.Known known)) {
      return names(requester, PrincipalMatch.SELF);
    }
    boolean account = names(requester, PrincipalMatch.ACCOUNT);
    boolean self = names(requester, PrincipalMatch.SELF);
    return switch (known.principal()) {
      case Principal.Anonymous anonymous -> false;
      case Principal.Root root -> account;
      case Principal.User user -> account && self;
      case Principal.FederatedUser federated -> account && self;
      case Principal.AssumedRole session ->
          account && self && names(requester, PrincipalMatch.ROLE);
    };
  }

  private boolean names(Requester requester, PrincipalMatch form) {
    return patterns.stream().anyMatch(pattern -> pattern.match(requester) == form);
  }
}
