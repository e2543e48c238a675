package io.entrepot.server.aws.registry;

import io.entrepot.auth.decide.EcrAction;
import io.entrepot.auth.decide.Grant;
import io.entrepot.auth.decide.Permission;
import io.entrepot.auth.principal.AccountId;
import io.entrepot.server.aws.Asker;
import io.entrepot.server.aws.AwsError;
import io.entrepot.server.aws.Call;
import io.entrepot.server.aws.Input;
import io.entrepot.server.aws.Operation;
import io.entrepot.server.aws.Tree;
import io.entrepot.server.aws.Tree.Members;
import io.entrepot.storage.oci.RepositoryKey;
import io.entrepot.storage.registry.Page;
import io.entrepot.storage.registry.Repositories;
import io.entrepot.storage.registry.RepositoryInfo;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Operations that tell of repositories and delete them (ECR API reference). */
public final class ExistingRepositories {
  /** Most repositories that are described by their names at once. */
  private static final int MAX_NAMES = 100;

  private final Registries registries;
  private final Repositories repositories;
  private final Naming naming;
  private final PageTokens tokens;
  private final Function<RepositoryInfo, Members> more;

  /**
   * The operations of one service.
   *
   * @param more what the service tells of a repository beside what both tell
   */
  public ExistingRepositories(
      Registries registries,
      Repositories repositories,
      Naming naming,
      PageTokens tokens,
      Function<RepositoryInfo, Members> more) {
    this.registries = registries;
    this.repositories = repositories;
    this.naming = naming;
    this.tokens = tokens;
    this.more = more;
  }

  /** All of them. */
  public List<Operation> all() {
    return List.of(
        new Operation("DescribeRepositories", this::describe),
        new Operation("DeleteRepository", this::delete));
  }

  private Call describe(Asker asker, Input input) {
    AccountId account = registries.named(asker, input);
    Optional<List<String>> names = input.texts("repositoryNames");
    if (names.isEmpty()) {
      String list = "DescribeRepositories " + registries.registry(account);
      return describeAll(asker, account, Paging.of(tokens, list, input));
    }
    if (Paging.isAsked(input)) {
      throw AwsError.INVALID_PARAMETER.because(
          "Invalid parameter at 'repositoryNames' failed to satisfy constraint: 'nextToken and"
              + " maxResults cannot be used with repositoryNames'");
    }
    return describeNamed(asker, registries.repositories(account, names.get(), MAX_NAMES));
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
        Registries.mayAll(EcrAction.DESCRIBE_REPOSITORIES, registries.registry(account));
    return Call.needing(all)
        .asks(grant -> {
          Page<RepositoryInfo> page =
              repositories.describe(registries.registry(account), paging.after(), paging.limit());
          List<RepositoryInfo> shown =
              page.items().stream().filter(each -> mayShow(grant, each)).toList();
          return Members.of("repositories", Tree.items(shown, each -> shape(asker, each)))
              .and("nextToken", paging.next(page, last -> last.key().name().value()));
        });
  }

  private static boolean mayShow(Grant grant, RepositoryInfo info) {
    Permission one = Registries.may(EcrAction.DESCRIBE_REPOSITORIES, info.key());
    return grant.ask(one.action(), one.resource()).isPresent();
  }

  private Call delete(Asker asker, Input input) {
    RepositoryKey key = registries.repository(asker, input);
    boolean force = input.flag("force").orElse(false);
    return Call.needing(Registries.may(EcrAction.DELETE_REPOSITORY, key))
        .gives(() -> one(asker, repositories.delete(key, force)));
  }

  /** A repository as the one member of an answer. */
  public Members one(Asker asker, RepositoryInfo info) {
    return Members.of("repository", shape(asker, info));
  }

  private Members shape(Asker asker, RepositoryInfo info) {
    return Members.of("repositoryArn", naming.arn(info.key()))
        .and(Registries.shape(info.key()))
        .and("repositoryUri", naming.uri(asker, info.key()))
        .and("createdAt", info.createdAt())
        .and(more.apply(info));
  }
}
