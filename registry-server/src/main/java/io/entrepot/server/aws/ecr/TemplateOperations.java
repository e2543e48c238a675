package io.entrepot.server.aws.ecr;

import io.entrepot.auth.decide.EcrAction;
import io.entrepot.auth.decide.Permission;
import io.entrepot.auth.decide.Resource;
import io.entrepot.auth.policy.PolicyKind;
import io.entrepot.auth.principal.AccountId;
import io.entrepot.server.aws.Asker;
import io.entrepot.server.aws.AwsError;
import io.entrepot.server.aws.Call;
import io.entrepot.server.aws.Input;
import io.entrepot.server.aws.Operation;
import io.entrepot.server.aws.Tree;
import io.entrepot.server.aws.Tree.Members;
import io.entrepot.server.aws.registry.PageTokens;
import io.entrepot.server.aws.registry.Paging;
import io.entrepot.server.aws.registry.PolicyTexts;
import io.entrepot.server.aws.registry.Registries;
import io.entrepot.storage.failure.StorageException;
import io.entrepot.storage.failure.StorageFailure;
import io.entrepot.storage.oci.RegistryId;
import io.entrepot.storage.registry.Page;
import io.entrepot.storage.registry.RepositoryTemplate;
import io.entrepot.storage.registry.RepositoryTemplates;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Operations on the templates that repositories begin with (ECR API reference). */
final class TemplateOperations {
  private static final int MAX_PREFIXES = 100;

  private final RepositoryTemplates templates;
  private final PolicyTexts texts;
  private final PageTokens tokens;
  private final InstantSource clock;

  TemplateOperations(
      RepositoryTemplates templates, PolicyTexts texts, PageTokens tokens, InstantSource clock) {
    this.templates = templates;
    this.texts = texts;
    this.tokens = tokens;
    this.clock = clock;
  }

  List<Operation> all() {
    return List.of(
        new Operation("CreateRepositoryCreationTemplate", this::create),
        new Operation("UpdateRepositoryCreationTemplate", this::update),
        new Operation("DeleteRepositoryCreationTemplate", this::delete),
        new Operation("DescribeRepositoryCreationTemplates", this::describe));
  }

  private Call create(Asker asker, Input input) {
    String prefix = TemplateMembers.prefix(input);
    TemplateMembers members = TemplateMembers.read(input);
    if (members.appliedFor().isEmpty()) {
      throw AwsError.VALIDATION.because("appliedFor is missing or empty.");
    }
    RegistryId registry = Registries.PRIVATE.registry(asker.account());
    return needing(EcrAction.CREATE_REPOSITORY_CREATION_TEMPLATE, asker, members)
        .gives(() -> {
          RepositoryTemplate template = members.begun(prefix, this::kept, clock.instant());
          return one(registry, told(() -> templates.create(registry, template)));
        });
  }

  private Call update(Asker asker, Input input) {
    String prefix = TemplateMembers.prefix(input);
    TemplateMembers members = TemplateMembers.read(input);
    RegistryId registry = Registries.PRIVATE.registry(asker.account());
    return needing(EcrAction.UPDATE_REPOSITORY_CREATION_TEMPLATE, asker, members)
        .gives(() -> {
          Optional<String> policy = members.policy().map(this::kept);
          return one(
              registry,
              told(() ->
                  templates.update(
                      registry, prefix, was -> members.changed(was, policy, clock.instant()))));
        });
  }

  private String kept(String policy) {
    return policy.isEmpty() ? policy : texts.kept(policy, PolicyKind.REPOSITORY);
  }

  /** Whoever writes a template does to later repositories what it says. */
  private static Call.Needing needing(EcrAction action, Asker asker, TemplateMembers members) {
    AccountId account = asker.account();
    Call.Needing needing =
        Call.needing(Registries.may(action, account))
            .and(all(EcrAction.CREATE_REPOSITORY, account));
    if (members.policy().isPresent()) {
      needing = needing.and(all(EcrAction.SET_REPOSITORY_POLICY, account));
    }
    return members.lifecycle().isPresent()
        ? needing.and(all(EcrAction.PUT_LIFECYCLE_POLICY, account))
        : needing;
  }

  private static Permission all(EcrAction action, AccountId account) {
    return new Permission(action, new Resource.Repository(account, "*"));
  }

  private Call delete(Asker asker, Input input) {
    String prefix = TemplateMembers.prefix(input);
    RegistryId registry = Registries.PRIVATE.registry(asker.account());
    return Call.needing(
            Registries.may(EcrAction.DELETE_REPOSITORY_CREATION_TEMPLATE, asker.account()))
        .gives(() -> one(registry, told(() -> templates.delete(registry, prefix))));
  }

  private Call describe(Asker asker, Input input) {
    RegistryId registry = Registries.PRIVATE.registry(asker.account());
    List<String> prefixes = input.texts("prefixes").orElse(List.of());
    if (prefixes.size() > MAX_PREFIXES) {
      throw TemplateMembers.invalid("prefixes", "at most " + MAX_PREFIXES);
    }
    Paging paging = Paging.of(tokens, "DescribeRepositoryCreationTemplates " + registry, input);
    return Call.needing(
            Registries.may(EcrAction.DESCRIBE_REPOSITORY_CREATION_TEMPLATES, asker.account()))
        .gives(() -> {
          if (!prefixes.isEmpty()) {
            return list(
                registry,
                prefixes.stream()
                    .distinct()
                    .flatMap(prefix -> templates.find(registry, prefix).stream())
                    .toList());
          }
          Page<RepositoryTemplate> page = templates.list(registry, paging.after(), paging.limit());
          return list(registry, page.items())
              .and("nextToken", paging.next(page, RepositoryTemplate::prefix));
        });
  }

  private Members list(RegistryId registry, List<RepositoryTemplate> all) {
    return Members.of("registryId", registry.value())
        .and("repositoryCreationTemplates", Tree.items(all, this::shape));
  }

  private Members one(RegistryId registry, RepositoryTemplate template) {
    return Members.of("registryId", registry.value())
        .and("repositoryCreationTemplate", shape(template));
  }

  private Members shape(RepositoryTemplate template) {
    return TemplateMembers.shape(template, texts::shown);
  }

  private static RepositoryTemplate told(Supplier<RepositoryTemplate> work) {
    try {
      return work.get();
    } catch (StorageException e) {
      throw switch (e.failure()) {
        case StorageFailure.TemplateExists f ->
            AwsError.TEMPLATE_ALREADY_EXISTS.because(
                "The repository creation template with prefix '" + f.prefix() + "' already exists");
        case StorageFailure.TemplateUnknown f ->
            AwsError.TEMPLATE_NOT_FOUND.because(
                "The repository creation template with prefix '" + f.prefix() + "' does not exist");
        default -> e;
      };
    }
  }
}
