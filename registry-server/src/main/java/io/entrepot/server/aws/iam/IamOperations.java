package io.entrepot.server.aws.iam;

import io.entrepot.auth.store.IdentityStore;
import io.entrepot.server.aws.Operation;
import io.entrepot.server.aws.Operations;
import java.util.ArrayList;
import java.util.List;

/** The list of IAM's operations, noun by noun. */
public final class IamOperations {
  private IamOperations() {}

  /**
   * All of them on these identities.
   *
   * @param more those that need more than the identities, such as simulations
   */
  public static Operations of(IdentityStore store, List<Operation> more) {
    List<Operation> all = new ArrayList<>();
    all.addAll(new UserOperations(store).all());
    all.addAll(new AccessKeyOperations(store).all());
    all.addAll(more);
    return new Operations("iam", all);
  }
}
