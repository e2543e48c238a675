package io.entrepot.server.aws.ecr;

import io.entrepot.auth.principal.AccountId;
import io.entrepot.auth.store.PrincipalIds;
import io.entrepot.auth.token.Tokens;
import io.entrepot.server.access.SignedPaths;
import io.entrepot.server.aws.Operation;
import io.entrepot.server.aws.Operations;
import io.entrepot.server.aws.registry.Addresses;
import io.entrepot.server.aws.registry.AuthorizationTokens;
import io.entrepot.server.aws.registry.BatchDeleteImage;
import io.entrepot.server.aws.registry.DescribeImages;
import io.entrepot.server.aws.registry.Existence;
import io.entrepot.server.aws.registry.ExistingRepositories;
import io.entrepot.server.aws.registry.LayerChecks;
import io.entrepot.server.aws.registry.LayerUploadOperations;
import io.entrepot.server.aws.registry.Naming;
import io.entrepot.server.aws.registry.PageTokens;
import io.entrepot.server.aws.registry.PolicyTexts;
import io.entrepot.server.aws.registry.PutImage;
import io.entrepot.server.aws.registry.Registries;
import io.entrepot.server.aws.registry.RepositoryPolicyOperations;
import io.entrepot.server.aws.registry.ResourceTagOperations;
import io.entrepot.storage.oci.RepositoryKey;
import io.entrepot.storage.registry.RegistryStore;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/** The list of ECR's operations. */
public final class EcrOperations {
  /** Largest part of a layer, in bytes. */
  public static final int MAX_PART_BYTES = LayerUploadOperations.MAX_PART_BYTES;

  private EcrOperations() {}

  /**
   * What the operations work with.
   *
   * @param region of the registries, in ARNs
   * @param addresses what the server is called outside
   * @param pages the places in lists that clients are given
   * @param paths the addresses of layers
   * @param tokens the passwords for docker
   * @param previewing has a repository's preview worked out soon, for somebody with this ARN
   */
  public record Tools(
      RegistryStore store,
      PrincipalIds principals,
      String region,
      Addresses addresses,
      PageTokens pages,
      SignedPaths paths,
      Tokens tokens,
      BiConsumer<RepositoryKey, String> previewing,
      InstantSource clock) {
    private Naming naming() {
      return new Naming(
          "arn:aws:ecr:" + region + ":",
          Registries.PRIVATE,
          (asker, key) ->
              addresses.host(asker, new AccountId(key.registry().account())) + "/" + key.name());
    }
  }

  /** All that there are. */
  public static Operations of(Tools tools) {
    List<Operation> all = new ArrayList<>();
    all.addAll(repositories(tools));
    all.addAll(images(tools));
    all.addAll(layers(tools));
    all.addAll(registries(tools));
    all.addAll(
        new AuthorizationOperations(
                new AuthorizationTokens(tools.tokens(), tools.clock()), tools.addresses())
            .all());
    return new Operations("ecr", all);
  }

  private static List<Operation> repositories(Tools tools) {
    RegistryStore store = tools.store();
    PolicyTexts texts = new PolicyTexts(tools.principals());
    List<Operation> all = new ArrayList<>();
    ExistingRepositories existing =
        new ExistingRepositories(
            Registries.PRIVATE,
            store.repositories(),
            tools.naming(),
            tools.pages(),
            RepositoryOperations::details);
    all.addAll(existing.all());
    all.addAll(new RepositoryOperations(store.repositories(), existing).all());
    all.addAll(new RepositoryPolicyOperations(Registries.PRIVATE, store.governance(), texts).all());
    all.addAll(new RegistryPolicyOperations(store.governance(), texts).all());
    all.addAll(new LifecycleOperations(store.lifecyclePolicies()).all());
    all.addAll(new PreviewOperations(store, tools.pages(), tools.previewing()).all());
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
    all.add(new BatchGetImage(store.images(), store.pulls()).operation());
    all.add(new BatchDeleteImage(Registries.PRIVATE, store.images()).operation());
    all.add(new PutImage(Registries.PRIVATE, store.images()).operation());
    all.add(
        new DescribeImages(
                Registries.PRIVATE,
                store.inventory(),
                tools.pages(),
                ImageStatuses::filter,
                ImageStatuses::details)
            .operation());
    all.add(new ListImages(store.inventory(), tools.pages()).operation());
    all.addAll(
        new ReferrerOperations(store.referrers(), store.images(), store.governance(), tools.pages())
            .all());
    return all;
  }

  private static List<Operation> layers(Tools tools) {
    RegistryStore store = tools.store();
    Existence existence = new Existence(store.governance());
    List<Operation> all = new ArrayList<>();
    LayerChecks checks = new LayerChecks(Registries.PRIVATE, store.layers(), existence);
    all.add(checks.operation());
    all.add(new LayerAddresses(checks, existence, tools.addresses(), tools.paths()).operation());
    all.addAll(new LayerUploadOperations(Registries.PRIVATE, store.layers(), existence).all());
    return all;
  }
}
