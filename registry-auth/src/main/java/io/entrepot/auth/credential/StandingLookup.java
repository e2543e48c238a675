package io.entrepot.auth.credential;

import io.entrepot.auth.decide.Standing;

/** What has become of a login since it was made. */
public sealed interface StandingLookup {
  /** It holds, and this is what the principal has now. */
  record Current(Standing standing) implements StandingLookup {}

  /** The principal or the credential is gone, inactive or was replaced. */
  record Gone() implements StandingLookup {}

  /** Not to be told without blocking. */
  record NotInMemory() implements StandingLookup {}
}
