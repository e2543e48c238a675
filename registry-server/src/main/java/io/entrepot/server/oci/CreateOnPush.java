package io.entrepot.server.oci;

import io.entrepot.auth.decide.Decision;
import io.entrepot.auth.decide.EcrAction;
import io.entrepot.auth.decide.Grant;
import io.entrepot.auth.decide.Permission;
import io.entrepot.server.access.NotGrantedException;
import io.entrepot.storage.oci.RepositoryKey;
import io.entrepot.storage.registry.Governance;
import io.entrepot.storage.registry.RepositoryTemplates;

/** A push to a repository that is not there makes it, if the caller may. Any thread; may block. */
public final class CreateOnPush {
  private final Governance governance;

  private final RepositoryTemplates templates;

  /**
   * @param templates say with what tags a repository is made, for which another right is needed
   */
  public CreateOnPush(Governance governance, RepositoryTemplates templates) {
    this.governance = governance;
    this.templates = templates;
  }

  /**
   * Asks for the right to make it, unless it is there.
   *
   * @throws io.entrepot.storage.failure.StorageException RepositoryNotMade, when no push makes any
   * @throws NotGrantedException when the caller may not
   */
  public void require(RepositoryKey repository, Grant grant) {
    if (governance.of(repository).exists()) {
      return;
    }
    governance.requireCreateOnPush(repository);
    boolean tagged =
        templates.forPush(repository).filter(each -> !each.tags().isEmpty()).isPresent();
    Permission create = OciPermission.of(repository, EcrAction.CREATE_REPOSITORY);
    Permission tag = OciPermission.of(repository, EcrAction.TAG_RESOURCE);
    Decision decision = tagged ? grant.decide(create, tag) : grant.decide(create);
    if (decision instanceof Decision.Refused refused) {
      throw new NotGrantedException(grant, refused);
    }
  }
}
