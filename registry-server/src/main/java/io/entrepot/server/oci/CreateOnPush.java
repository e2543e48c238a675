package io.entrepot.server.oci;

import io.entrepot.auth.decide.Decision;
import io.entrepot.auth.decide.EcrAction;
import io.entrepot.auth.decide.Grant;
import io.entrepot.auth.decide.Permission;
import io.entrepot.server.access.NotGrantedException;
import io.entrepot.storage.oci.RepositoryKey;
import io.entrepot.storage.registry.Governance;

/** A push to a repository that is not there makes it, if the caller may. Any thread; may block. */
public final class CreateOnPush {
  private final Governance governance;

  public CreateOnPush(Governance governance) {
    this.governance = governance;
  }

  /**
   * Asks for the right to make it, unless it is there.
   *
   * @throws NotGrantedException when the caller may not
   */
  public void require(RepositoryKey repository, Grant grant) {
    if (governance.of(repository).exists()) {
      return;
    }
    Permission create =
        new Permission(EcrAction.CREATE_REPOSITORY, OciPermission.resource(repository));
    if (grant.decide(create) instanceof Decision.Refused refused) {
      throw new NotGrantedException(grant, refused);
    }
  }
}
