package io.entrepot.server.aws.ecr;

import io.entrepot.auth.store.PrincipalIds;
import io.entrepot.server.aws.Operation;
import io.entrepot.server.aws.Operations;
import io.entrepot.storage.registry.RegistryStore;
import java.util.ArrayList;
import java.util.List;

/** The list of ECR's operations. */
public final class EcrOperations {
  private EcrOperations() {}

  /**
   * All that there are.
   *
   * @param naming what repositories are called outside
   */
  public static Operations of(
      RegistryStore store, PrincipalIds principals, Naming naming, PageTokens tokens) {
    PolicyTexts texts = new PolicyTexts(principals);
    List<Operation> all = new ArrayList<>();
    all.addAll(new RepositoryOperations(store.repositories(), naming, tokens).all());
    all.addAll(new RepositoryPolicyOperations(store.governance(), texts).all());
    all.addAll(new RegistryPolicyOperations(store.governance(), texts).all());
    all.addAll(new ResourceTagOperations(store.governance(), naming).all());
    all.addAll(new RegistryOperations().all());
    all.addAll(new ImageOperations(store.images()).all());
    all.add(new PutImage(store.images()).operation());
    all.addAll(new InventoryOperations(store.inventory(), tokens).all());
    all.addAll(
        new ReferrerOperations(store.referrers(), store.images(), store.governance(), tokens)
            .all());
    return new Operations("ecr", all);
  }
}
