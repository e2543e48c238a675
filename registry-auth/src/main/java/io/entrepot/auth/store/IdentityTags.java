package io.entrepot.auth.store;

import io.entrepot.auth.identity.IdentityFailure;
import io.entrepot.auth.identity.IdentityKind;
import io.entrepot.auth.identity.IdentityName;
import java.util.Collection;
import java.util.Map;

/** Tags of users and roles. Any thread; calls block. */
public final class IdentityTags {
  private final Workshop workshop;

  IdentityTags(Workshop workshop) {
    this.workshop = workshop;
  }

  /** Sets some tags beside those that are there. */
  public void put(IdentityName identity, Map<String, String> tags) {
    workshop
        .database()
        .change(sql -> {
          TagRows.put(sql, require(sql, identity).id(), tags);
          return true;
        });
  }

  /** Removes tags by their keys; those that are not there are no mistake. */
  public void remove(IdentityName identity, Collection<String> keys) {
    workshop
        .database()
        .change(sql -> {
          TagRows.remove(sql, require(sql, identity).id(), keys);
          return true;
        });
  }

  /** In order of their keys. */
  public Map<String, String> of(IdentityName identity) {
    return workshop.database().read(sql -> TagRows.of(sql, require(sql, identity).id()));
  }

  private static IdentityRow require(Sql sql, IdentityName identity) {
    if (identity.kind() != IdentityKind.USER && identity.kind() != IdentityKind.ROLE) {
      throw new IdentityFailure.InvalidInput("A " + identity.kind().word() + " has no tags.")
          .exception();
    }
    return IdentityRows.require(sql, identity);
  }
}
