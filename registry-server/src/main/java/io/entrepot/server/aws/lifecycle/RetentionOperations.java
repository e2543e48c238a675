package io.entrepot.server.aws.lifecycle;

import io.entrepot.server.aws.Operation;
import io.entrepot.server.aws.registry.PageTokens;
import io.entrepot.storage.oci.RepositoryKey;
import io.entrepot.storage.registry.RegistryStore;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/** The list of these operations. */
public final class RetentionOperations {
  private RetentionOperations() {}

  /**
   * All of them.
   *
   * @param pages the places in lists that clients are given
   * @param running has a repository's policy carried out soon, for somebody with this ARN
   */
  public static List<Operation> all(
      RegistryStore store, PageTokens pages, BiConsumer<RepositoryKey, String> running) {
    List<Operation> all = new ArrayList<>();
    all.addAll(new PinOperations(store.pins(), pages).all());
    all.addAll(new ExpiredOperations(store.expiredImages(), pages).all());
    all.addAll(new RunOperations(store, pages, running).all());
    all.addAll(new DefaultPolicyOperations(store.lifecyclePolicies()).all());
    return all;
  }
}
