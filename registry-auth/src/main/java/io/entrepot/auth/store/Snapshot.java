package io.entrepot.auth.store;

import io.entrepot.auth.decide.Standing;
import io.entrepot.auth.identity.IdentityName;
import io.entrepot.auth.principal.Principal;
import java.util.Optional;

/**
 * An identity at one moment, as far as decisions and logins depend on it.
 *
 * @param path begins and ends with a slash
 * @param principal who acts when this identity acts; a role acts through its sessions alone
 */
record Snapshot(
    String id,
    IdentityName name,
    String path,
    PasswordRow password,
    Standing standing,
    Optional<Principal> principal) {
  /** Whether this is the role that a session is one of. */
  boolean isRoleOf(Principal.AssumedRole session) {
    return name.equals(IdentityName.role(session.owner(), session.role()))
        && path.equals(session.path())
        && id.equals(session.roleId());
  }
}
