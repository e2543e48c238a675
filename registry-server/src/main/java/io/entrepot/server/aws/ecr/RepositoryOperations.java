package io.entrepot.server.aws.ecr;

import io.entrepot.auth.decide.EcrAction;
import io.entrepot.auth.decide.Grant;
import io.entrepot.auth.decide.Permission;
import io.entrepot.auth.decide.Resource;
import io.entrepot.auth.principal.AccountId;
import io.entrepot.server.aws.Asker;
import io.entrepot.server.aws.AwsError;
import io.entrepot.server.aws.Call;
import io.entrepot.server.aws.Input;
import io.entrepot.server.aws.Operation;
import io.entrepot.server.aws.Tree;
import io.entrepot.server.aws.Tree.Members;
import io.entrepot.storage.oci.RepositoryKey;
import io.entrepot.storage.registry.NewRepository;
import io.entrepot.storage.registry.Page;
import io.entrepot.storage.registry.Repositories;
import io.entrepot.storage.registry.RepositoryInfo;
import io.entrepot.storage.registry.TagMutability;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Operations on repositories (ECR API reference). */
final class RepositoryOperations {
  /** Most repositories that are described by their names at once. */
  private static final int MAX_NAMES = 100;

  private final Repositories repositories;
  private final Naming naming;
  private final PageTokens tokens;

  RepositoryOperations(Repositories repositories, Naming naming, PageTokens tokens) {
    this.repositories = repositories;
    this.naming = naming;
    this.tokens = tokens;
  }

  List<Operation> all() {
    return List.of(
        new Operation("CreateRepository", this::create),
        new Operation("DescribeRepositories", this::describe),
        new Operation("DeleteRepository", this::delete),
        new Operation("PutImageTagMutability", this::putTagMutability),
        new Operation("PutImageScanningConfiguration", this::putScanning));
  }

  private Call create(Asker asker, Input input) {
    RepositoryKey key = Registries.repository(asker, input);
    Map<String, String> tags = ResourceTags.read("tags", input);
    RepositorySettings.requireAes256(input.input("encryptionConfiguration"));
    NewRepository with =
        new NewRepository(
            RepositorySettings.tagMutability(input).orElse(TagMutability.MUTABLE),
            RepositorySettings.scanOnPush(input.input("imageScanningConfiguration")),
            tags);
    Call.Needing needing = Call.needing(ResourceTags.may(EcrAction.CREATE_REPOSITORY, key, tags));
    return (tags.isEmpty()
            ? needing
            : needing.and(ResourceTags.may(EcrAction.TAG_RESOURCE, key, tags)))
        .gives(() -> one(asker, repositories.create(key, with)));
  }

  private Call describe(Asker asker, Input input) {
    AccountId account = Registries.named(asker, input);
    Optional<List<String>> names = input.texts("repositoryNames");
    if (names.isEmpty()) {
      String list = "DescribeRepositories " + account;
      return describeAll(asker, account, Paging.of(tokens, list, input));
    }
    if (Paging.isAsked(input)) {
      throw AwsError.INVALID_PARAMETER.because(
          "Invalid parameter at 'repositoryNames' failed to satisfy constraint: 'nextToken and"
              + " maxResults cannot be used with repositoryNames'");
    }
    return describeNamed(asker, Registries.repositories(account, names.get(), MAX_NAMES));
  }

  private Call describeNamed(Asker asker, List<RepositoryKey> keys) {
    return Call.needing(
            keys.stream().map(key -> Registries.may(EcrAction.DESCRIBE_REPOSITORIES, key)).toList())
        .gives(() ->
            Members.of(
                "repositories", Tree.items(keys, key -> shape(asker, repositories.describe(key)))));
  }

  /** What a policy hides from the caller all the same is left out, so a page may be short. */
  private Call describeAll(Asker asker, AccountId account, Paging paging) {
    Permission all =
        new Permission(EcrAction.DESCRIBE_REPOSITORIES, new Resource.Repository(account, "*"));
    return Call.needing(all)
        .asks(grant -> {
          Page<RepositoryInfo> page =
              repositories.describe(Registries.registry(account), paging.after(), paging.limit());
          List<RepositoryInfo> shown =
              page.items().stream().filter(each -> mayShow(grant, each)).toList();
          return Members.of("repositories", Tree.items(shown, each -> shape(asker, each)))
              .and("nextToken", paging.next(page, last -> last.key().name().value()));
        });
  }

  private static boolean mayShow(Grant grant, RepositoryInfo info) {
    return grant.ask(EcrAction.DESCRIBE_REPOSITORIES, Registries.resource(info.key())).isPresent();
  }

  private Call delete(Asker asker, Input input) {
    RepositoryKey key = Registries.repository(asker, input);
    boolean force = input.flag("force").orElse(false);
    return Call.needing(Registries.may(EcrAction.DELETE_REPOSITORY, key))
        .gives(() -> one(asker, repositories.delete(key, force)));
  }

  private Call putTagMutability(Asker asker, Input input) {
    RepositoryKey key = Registries.repository(asker, input);
    input.text("imageTagMutability");
    TagMutability mutability =
        RepositorySettings.tagMutability(input).orElse(TagMutability.MUTABLE);
    return Call.needing(Registries.may(EcrAction.PUT_IMAGE_TAG_MUTABILITY, key))
        .gives(() ->
            named(key)
                .and(
                    RepositorySettings.shape(
                        repositories.setTagMutability(key, mutability).tagMutability())));
  }

  private Call putScanning(Asker asker, Input input) {
    RepositoryKey key = Registries.repository(asker, input);
    boolean scan =
        RepositorySettings.scanOnPush(
            Optional.of(input.requiredInput("imageScanningConfiguration")));
    return Call.needing(Registries.may(EcrAction.PUT_IMAGE_SCANNING_CONFIGURATION, key))
        .gives(() -> {
          boolean set = repositories.setScanOnPush(key, scan).scanOnPush();
          return named(key).and("imageScanningConfiguration", RepositorySettings.scanning(set));
        });
  }

  private Members one(Asker asker, RepositoryInfo info) {
    return Members.of("repository", shape(asker, info));
  }

  private Members shape(Asker asker, RepositoryInfo info) {
    return Members.of("repositoryArn", naming.arn(info.key()))
        .and(named(info.key()))
        .and("repositoryUri", naming.uri(asker, info.key()))
        .and("createdAt", info.createdAt())
        .and(RepositorySettings.shape(info.tagMutability()))
        .and("imageScanningConfiguration", RepositorySettings.scanning(info.scanOnPush()))
        .and("encryptionConfiguration", RepositorySettings.encryption());
  }

  private static Members named(RepositoryKey key) {
    return Registries.shape(key);
  }
}
