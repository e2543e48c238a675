package io.entrepot.server.aws.iam;

import io.entrepot.auth.store.IdentityStore;
import io.entrepot.server.aws.Operation;
import io.entrepot.server.aws.Operations;
import java.time.InstantSource;
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
  public static Operations of(IdentityStore store, InstantSource clock, List<Operation> more) {
    List<Operation> all = new ArrayList<>();
    all.addAll(new UserOperations(store).all());
    all.addAll(new LoginProfileOperations(store, clock).all());
    all.addAll(new AccessKeyOperations(store).all());
    all.addAll(new GroupOperations(store).all());
    all.addAll(new RoleOperations(store).all());
    all.addAll(new PolicyOperations(store).all());
    all.addAll(new PolicyVersionOperations(store).all());
    all.addAll(new AttachmentOperations(store).all());
    all.addAll(new InlinePolicyOperations(store).all());
    all.addAll(new TagOperations(store).all());
    all.addAll(new ProviderOperations(store).all());
    all.addAll(new AccountOperations(store).all());
    all.addAll(new DetailOperations(store).all());
    all.addAll(new ContextKeyOperations(store).all());
    all.addAll(new AbsentOperations(store).all());
    all.addAll(more);
    return new Operations("iam", all);
  }
}
