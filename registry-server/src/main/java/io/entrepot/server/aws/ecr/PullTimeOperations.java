package io.entrepot.server.aws.ecr;

import io.entrepot.auth.decide.EcrAction;
import io.entrepot.server.aws.Asker;
import io.entrepot.server.aws.AwsError;
import io.entrepot.server.aws.AwsException;
import io.entrepot.server.aws.Call;
import io.entrepot.server.aws.Input;
import io.entrepot.server.aws.Operation;
import io.entrepot.server.aws.Tree;
import io.entrepot.server.aws.Tree.Members;
import io.entrepot.server.aws.registry.PageTokens;
import io.entrepot.server.aws.registry.Paging;
import io.entrepot.server.aws.registry.Registries;
import io.entrepot.storage.failure.StorageException;
import io.entrepot.storage.failure.StorageFailure;
import io.entrepot.storage.oci.RegistryId;
import io.entrepot.storage.registry.Page;
import io.entrepot.storage.registry.RegistrySettings;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Operations on the principals whose pulls do not count (ECR API reference). */
final class PullTimeOperations {
  private static final int MAX_LENGTH = 200;

  /** Most principals of a page. */
  private static final int MAX = 100;

  private static final Pattern PRINCIPAL =
      Pattern.compile("arn:aws(-[a-z]+)*:iam::[0-9]{12}:(role|user)/[\\w+=,.@-]+(/[\\w+=,.@-]+)*");

  private final RegistrySettings settings;
  private final PageTokens tokens;

  PullTimeOperations(RegistrySettings settings, PageTokens tokens) {
    this.settings = settings;
    this.tokens = tokens;
  }

  List<Operation> all() {
    return List.of(
        new Operation("RegisterPullTimeUpdateExclusion", this::register),
        new Operation("DeregisterPullTimeUpdateExclusion", this::deregister),
        new Operation("ListPullTimeUpdateExclusions", this::list));
  }

  private Call register(Asker asker, Input input) {
    String principal = principal(input);
    RegistryId registry = Registries.PRIVATE.registry(asker.account());
    return Call.needing(
            Registries.may(EcrAction.REGISTER_PULL_TIME_UPDATE_EXCLUSION, asker.account()))
        .gives(() -> {
          try {
            return Members.of("principalArn", principal)
                .and("createdAt", settings.exclude(registry, principal));
          } catch (StorageException e) {
            throw refusal(e);
          }
        });
  }

  private Call deregister(Asker asker, Input input) {
    String principal = principal(input);
    RegistryId registry = Registries.PRIVATE.registry(asker.account());
    return Call.needing(
            Registries.may(EcrAction.DEREGISTER_PULL_TIME_UPDATE_EXCLUSION, asker.account()))
        .gives(() -> {
          try {
            settings.include(registry, principal);
          } catch (StorageException e) {
            throw refusal(e);
          }
          return Members.of("principalArn", principal);
        });
  }

  private static RuntimeException refusal(StorageException e) {
    return switch (e.failure()) {
      case StorageFailure.ExclusionExists f ->
          AwsError.EXCLUSION_ALREADY_EXISTS.because(
              "The pull time update exclusion for '" + f.principal() + "' already exists");
      case StorageFailure.ExclusionUnknown f ->
          AwsError.EXCLUSION_NOT_FOUND.because(
              "The pull time update exclusion for '" + f.principal() + "' does not exist");
      case StorageFailure.TooManyExclusions f ->
          AwsError.REGISTRY_LIMIT_EXCEEDED.because(f.message());
      default -> e;
    };
  }

  private Call list(Asker asker, Input input) {
    RegistryId registry = Registries.PRIVATE.registry(asker.account());
    Paging paging = Paging.of(tokens, "ListPullTimeUpdateExclusions " + registry, input, MAX);
    return Call.needing(Registries.may(EcrAction.LIST_PULL_TIME_UPDATE_EXCLUSIONS, asker.account()))
        .gives(() -> {
          Page<String> page = settings.excluded(registry, paging.after(), paging.limit());
          return Members.of("pullTimeUpdateExclusions", Tree.texts(page.items()))
              .and("nextToken", paging.next(page, Function.identity()));
        });
  }

  private static String principal(Input input) {
    String text = input.text("principalArn");
    if (text.length() > MAX_LENGTH || !PRINCIPAL.matcher(text).matches()) {
      throw invalid();
    }
    return text;
  }

  private static AwsException invalid() {
    return AwsError.INVALID_PARAMETER.because(
        "Invalid parameter at 'principalArn' failed to satisfy constraint: 'Invalid ARN'");
  }
}
