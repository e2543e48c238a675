package io.entrepot.server.aws.ecr;

import io.entrepot.auth.store.PrincipalIds;
import io.entrepot.auth.token.Tokens;
import io.entrepot.server.access.SignedPaths;
import io.entrepot.server.aws.Operation;
import io.entrepot.server.aws.Operations;
import io.entrepot.storage.registry.RegistryStore;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** The list of ECR's operations. */
public final class EcrOperations {
  /** Largest part of a layer, in bytes. */
  public static final int MAX_PART_BYTES = LayerUploadOperations.MAX_PART_BYTES;

  private EcrOperations() {}

  /**
   * What the operations work with.
   *
   * @param naming what repositories are called outside
   * @param pages the places in lists that clients are given
   * @param paths the addresses of layers
   * @param tokens the passwords for docker
   */
  public record Tools(
      RegistryStore store,
      PrincipalIds principals,
      Naming naming,
      PageTokens pages,
      SignedPaths paths,
      Tokens tokens,
      InstantSource clock) {}

  /** All that there are. */
  public static Operations of(Tools tools) {
    List<Operation> all = new ArrayList<>();
    all.addAll(repositories(tools));
    all.addAll(images(tools));
    all.addAll(layers(tools));
    all.addAll(registries(tools));
    all.addAll(new AuthorizationOperations(tools.tokens(), tools.naming(), tools.clock()).all());
    return new Operations("ecr", all);
  }

  private static List<Operation> repositories(Tools tools) {
    RegistryStore store = tools.store();
    PolicyTexts texts = new PolicyTexts(tools.principals());
    List<Operation> all = new ArrayList<>();
    all.addAll(new RepositoryOperations(store.repositories(), tools.naming(), tools.pages()).all());
    all.addAll(new RepositoryPolicyOperations(store.governance(), texts).all());
    all.addAll(new RegistryPolicyOperations(store.governance(), texts).all());
    all.addAll(new LifecycleOperations(store.lifecyclePolicies()).all());
    all.addAll(new ResourceTagOperations(store.governance(), tools.naming()).all());
    return all;
  }

  private static List<Operation> registries(Tools tools) {
    RegistryStore store = tools.store();
    List<Operation> all = new ArrayList<>();
    all.addAll(new RegistryOperations().all());
    all.addAll(new AccountSettingOperations(store.settings()).all());
    all.addAll(new PullTimeOperations(store.settings(), tools.pages()).all());
    all.addAll(
        new TemplateOperations(
                store.templates(),
                new PolicyTexts(tools.principals()),
                tools.pages(),
                tools.clock())
            .all());
    return all;
  }

  private static List<Operation> images(Tools tools) {
    RegistryStore store = tools.store();
    List<Operation> all = new ArrayList<>();
    all.addAll(new ImageOperations(store.images()).all());
    all.add(new PutImage(store.images()).operation());
    all.addAll(new InventoryOperations(store.inventory(), tools.pages()).all());
    all.addAll(
        new ReferrerOperations(store.referrers(), store.images(), store.governance(), tools.pages())
            .all());
    return all;
  }

  private static List<Operation> layers(Tools tools) {
    RegistryStore store = tools.store();
    Existence existence = new Existence(store.governance());
    List<Operation> all = new ArrayList<>();
    all.addAll(new LayerOperations(store.layers(), existence, tools.naming(), tools.paths()).all());
    all.addAll(new LayerUploadOperations(store.layers(), existence).all());
    return all;
  }
}
