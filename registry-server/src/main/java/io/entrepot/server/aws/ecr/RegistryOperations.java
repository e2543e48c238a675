package io.entrepot.server.aws.ecr;

import io.entrepot.auth.decide.EcrAction;
import io.entrepot.server.aws.Asker;
import io.entrepot.server.aws.Call;
import io.entrepot.server.aws.Input;
import io.entrepot.server.aws.Operation;
import io.entrepot.server.aws.Tree;
import io.entrepot.server.aws.Tree.Members;
import io.entrepot.server.aws.registry.Registries;
import java.util.List;

/** Operations on the caller's registry as a whole (ECR API reference). */
final class RegistryOperations {
  List<Operation> all() {
    return List.of(new Operation("DescribeRegistry", RegistryOperations::describe));
  }

  /** Nothing replicates as yet, so there are no rules for it. */
  private static Call describe(Asker asker, Input input) {
    return Call.needing(Registries.may(EcrAction.DESCRIBE_REGISTRY, asker.account()))
        .gives(() ->
            Members.of("registryId", asker.account().value())
                .and("replicationConfiguration", Members.of("rules", new Tree.Items(List.of()))));
  }
}
