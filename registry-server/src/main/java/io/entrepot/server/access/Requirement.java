package io.entrepot.server.access;

import io.entrepot.auth.decide.Permission;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

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

  /** One of these; refused is what the first lacks. */
  record AnyOf(List<Permission> permissions) implements Requirement {
    public AnyOf {
      permissions = List.copyOf(permissions);
      if (permissions.isEmpty()) {
        throw new IllegalArgumentException("a requirement names at least one permission");
      }
    }
  }

  /**
   * All of what a look-up finds, which may block and must tell nothing of itself: it answers for
   * what does not exist too.
   *
   * @param typical one of them, as an example for the client
   */
  record Found(Permission typical, Supplier<List<Permission>> lookup) implements Requirement {}

  /**
   * Credentials that hold, and what the answer may show is asked of the grant piece by piece.
   *
   * @param scoped a permission that the credentials' scope has to cover; whether a policy allows it
   *     is not asked
   * @param reason why no policy is asked as yet
   */
  record Credentials(Optional<Permission> scoped, String reason) implements Requirement {}

  /**
   * Nothing.
   *
   * @param reason why nobody needs a permission for it
   */
  record Unauthenticated(String reason) implements Requirement {}
}
