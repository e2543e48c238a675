package io.entrepot.server.aws.ecrpublic;

import io.entrepot.auth.decide.EcrPublicAction;
import io.entrepot.auth.decide.Permission;
import io.entrepot.auth.decide.Resource;
import io.entrepot.auth.principal.AccountId;
import io.entrepot.server.access.PublicAliases;
import io.entrepot.server.aws.Asker;
import io.entrepot.server.aws.Call;
import io.entrepot.server.aws.Input;
import io.entrepot.server.aws.Operation;
import io.entrepot.server.aws.Tree;
import io.entrepot.server.aws.Tree.Members;
import io.entrepot.server.aws.registry.PageTokens;
import io.entrepot.server.aws.registry.Paging;
import io.entrepot.storage.oci.RegistryId;
import io.entrepot.storage.registry.Catalogs;
import java.util.List;
import java.util.Optional;

/** Operations on the caller's public registry as a whole (ECR Public API reference). */
final class RegistryOperations {
  private final Catalogs catalogs;
  private final PublicAddresses addresses;
  private final PageTokens tokens;

  RegistryOperations(Catalogs catalogs, PublicAddresses addresses, PageTokens tokens) {
    this.catalogs = catalogs;
    this.addresses = addresses;
    this.tokens = tokens;
  }

  List<Operation> all() {
    return List.of(
        new Operation("DescribeRegistries", this::describe),
        new Operation("GetRegistryCatalogData", this::get),
        new Operation("PutRegistryCatalogData", this::put));
  }

  /** An account has one, so there is never a second page. */
  private Call describe(Asker asker, Input input) {
    AccountId account = asker.account();
    Paging.of(tokens, "DescribeRegistries " + account, input);
    return needing(asker, EcrPublicAction.DESCRIBE_REGISTRIES)
        .gives(() ->
            Members.of(
                "registries",
                new Tree.Items(
                    List.of(
                        Members.of("registryId", account.value())
                            .and("registryArn", arn(account))
                            .and("registryUri", addresses.registry(asker, account))
                            .and("verified", false)
                            .and("aliases", aliases(account))))));
  }

  private static String arn(AccountId account) {
    return "arn:aws:ecr-public::" + account + ":registry/" + account;
  }

  private Tree aliases(AccountId account) {
    String primary = addresses.aliases().primary(account);
    String byDefault = PublicAliases.byDefault(account);
    return Tree.items(
        addresses.aliases().of(account),
        alias ->
            Members.of("name", alias)
                .and("status", "ACTIVE")
                .and("primaryRegistryAlias", alias.equals(primary))
                .and("defaultRegistryAlias", alias.equals(byDefault)));
  }

  private Call get(Asker asker, Input input) {
    return needing(asker, EcrPublicAction.GET_REGISTRY_CATALOG_DATA)
        .gives(() -> shape(catalogs.displayName(registry(asker)).orElse("")));
  }

  private Call put(Asker asker, Input input) {
    Optional<String> name = input.optionalText("displayName");
    return needing(asker, EcrPublicAction.PUT_REGISTRY_CATALOG_DATA)
        .gives(() -> {
          name.ifPresent(given -> catalogs.setDisplayName(registry(asker), given));
          return shape(name.or(() -> catalogs.displayName(registry(asker))).orElse(""));
        });
  }

  private static RegistryId registry(Asker asker) {
    return RegistryId.ofPublic(asker.account().value());
  }

  private static Members shape(String displayName) {
    return Members.of(
        "registryCatalogData",
        displayName.isEmpty() ? Members.NONE : Members.of("displayName", displayName));
  }

  private static Call.Needing needing(Asker asker, EcrPublicAction action) {
    return Call.needing(new Permission(action, new Resource.PublicRegistry(asker.account())));
  }
}
