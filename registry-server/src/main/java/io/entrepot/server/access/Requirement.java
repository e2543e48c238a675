package io.entrepot.server.access;

import io.entrepot.auth.decide.Permission;
import java.util.List;

/** What a request needs before it is answered. */
public sealed interface Requirement {
  /** All of these. */
  record AllOf(List<Permission> permissions) implements Requirement {
    public AllOf {
      permissions = List.copyOf(permissions);
      if (permissions.isEmpty()) {
        throw new IllegalArgumentException("a requirement names at least one permission");
      }
    }
  }

  /**
   * Nothing.
   *
   * @param reason why nobody needs a permission for it
   */
  record Unauthenticated(String reason) implements Requirement {}
}
