package io.entrepot.auth.store;

import io.entrepot.auth.credential.MasterKey;
import io.entrepot.auth.credential.Passwords;
import io.entrepot.auth.identity.UniqueIds;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/** What the services of this room work with. */
record Workshop(
    IdentityDatabase database,
    MasterKey masterKey,
    Passwords passwords,
    Documents documents,
    UniqueIds ids,
    InstantSource clock) {
  /** Now, as exact as a row keeps it. */
  Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
