package io.entrepot.server.aws.ecr;

import io.entrepot.auth.store.PrincipalIds;
import io.entrepot.server.aws.Operation;
import io.entrepot.server.aws.Operations;
import io.entrepot.storage.registry.Governance;
import java.util.ArrayList;
import java.util.List;

/** The list of ECR's operations. */
public final class EcrOperations {
  private EcrOperations() {}

  public static Operations of(Governance governance, PrincipalIds principals) {
    PolicyTexts texts = new PolicyTexts(principals);
    List<Operation> all = new ArrayList<>();
    all.addAll(new RepositoryPolicyOperations(governance, texts).all());
    all.addAll(new RegistryPolicyOperations(governance, texts).all());
    return new Operations("ecr", all);
  }
}
