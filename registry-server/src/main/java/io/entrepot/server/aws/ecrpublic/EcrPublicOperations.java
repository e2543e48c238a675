package io.entrepot.server.aws.ecrpublic;

import io.entrepot.auth.store.PrincipalIds;
import io.entrepot.auth.token.Tokens;
import io.entrepot.server.aws.Operation;
import io.entrepot.server.aws.Operations;
import io.entrepot.server.aws.Tree.Members;
import io.entrepot.server.aws.registry.AuthorizationTokens;
import io.entrepot.server.aws.registry.BatchDeleteImage;
import io.entrepot.server.aws.registry.DescribeImages;
import io.entrepot.server.aws.registry.Existence;
import io.entrepot.server.aws.registry.ExistingRepositories;
import io.entrepot.server.aws.registry.ImageFilter;
import io.entrepot.server.aws.registry.LayerChecks;
import io.entrepot.server.aws.registry.LayerUploadOperations;
import io.entrepot.server.aws.registry.Naming;
import io.entrepot.server.aws.registry.PageTokens;
import io.entrepot.server.aws.registry.PolicyTexts;
import io.entrepot.server.aws.registry.PutImage;
import io.entrepot.server.aws.registry.Registries;
import io.entrepot.server.aws.registry.RepositoryPolicyOperations;
import io.entrepot.server.aws.registry.ResourceTagOperations;
import io.entrepot.storage.registry.RegistryStore;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** The list of ECR Public's operations. */
public final class EcrPublicOperations {
  /** What the service is signed for. */
  public static final String SERVICE = "ecr-public";

  private EcrPublicOperations() {}

  /**
   * What the operations work with.
   *
   * @param pages the places in lists that clients are given
   * @param tokens the passwords for docker
   */
  public record Tools(
      RegistryStore store,
      PrincipalIds principals,
      PublicAddresses addresses,
      PageTokens pages,
      Tokens tokens,
      InstantSource clock) {
    private Registries registries() {
      return Registries.ofPublic(addresses.aliases());
    }

    private Naming naming() {
      return new Naming("arn:aws:ecr-public::", registries(), addresses::repository);
    }
  }

  /** All that there are. */
  public static Operations of(Tools tools) {
    List<Operation> all = new ArrayList<>();
    all.addAll(repositories(tools));
    all.addAll(images(tools));
    all.addAll(
        new RegistryOperations(tools.store().catalogs(), tools.addresses(), tools.pages()).all());
    all.add(
        new GetAuthorizationToken(new AuthorizationTokens(tools.tokens(), tools.clock()))
            .operation());
    return new Operations(SERVICE, all);
  }

  private static List<Operation> repositories(Tools tools) {
    RegistryStore store = tools.store();
    Registries registries = tools.registries();
    ExistingRepositories existing =
        new ExistingRepositories(
            registries, store.repositories(), tools.naming(), tools.pages(), info -> Members.NONE);
    CatalogShapes shapes = new CatalogShapes(tools.addresses());
    List<Operation> all = new ArrayList<>(existing.all());
    all.add(
        new CreateRepository(registries, store.repositories(), store.catalogs(), existing, shapes)
            .operation());
    all.addAll(new CatalogOperations(registries, store.catalogs(), shapes).all());
    all.addAll(
        new RepositoryPolicyOperations(
                registries, store.governance(), new PolicyTexts(tools.principals()))
            .all());
    all.addAll(new ResourceTagOperations(store.governance(), tools.naming()).all());
    return all;
  }

  private static List<Operation> images(Tools tools) {
    RegistryStore store = tools.store();
    Registries registries = tools.registries();
    Existence existence = new Existence(store.governance());
    List<Operation> all = new ArrayList<>();
    all.add(new BatchDeleteImage(registries, store.images()).operation());
    all.add(new PutImage(registries, store.images()).operation());
    all.add(
        new DescribeImages(
                registries,
                store.inventory(),
                tools.pages(),
                input -> ImageFilter.ALL,
                image -> Members.NONE)
            .operation());
    all.add(new DescribeImageTags(registries, store.inventory(), tools.pages()).operation());
    all.add(new LayerChecks(registries, store.layers(), existence).operation());
    all.addAll(new LayerUploadOperations(registries, store.layers(), existence).all());
    return all;
  }
}
