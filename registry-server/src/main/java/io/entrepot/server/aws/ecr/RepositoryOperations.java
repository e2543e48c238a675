package io.entrepot.server.aws.ecr;

import io.entrepot.auth.decide.EcrAction;
import io.entrepot.server.aws.Asker;
import io.entrepot.server.aws.AwsError;
import io.entrepot.server.aws.Call;
import io.entrepot.server.aws.Input;
import io.entrepot.server.aws.Operation;
import io.entrepot.server.aws.Tree.Members;
import io.entrepot.server.aws.registry.ExistingRepositories;
import io.entrepot.server.aws.registry.Registries;
import io.entrepot.server.aws.registry.ResourceTags;
import io.entrepot.storage.oci.RepositoryKey;
import io.entrepot.storage.registry.NewRepository;
import io.entrepot.storage.registry.Repositories;
import io.entrepot.storage.registry.RepositoryInfo;
import io.entrepot.storage.registry.TagMutability;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Operations that make repositories and set what they do (ECR API reference). */
final class RepositoryOperations {
  private final Repositories repositories;
  private final ExistingRepositories existing;

  /**
   * @param existing tells of a repository that was made
   */
  RepositoryOperations(Repositories repositories, ExistingRepositories existing) {
    this.repositories = repositories;
    this.existing = existing;
  }

  List<Operation> all() {
    return List.of(
        new Operation("CreateRepository", this::create),
        new Operation("PutImageTagMutability", this::putTagMutability),
        new Operation("PutImageScanningConfiguration", this::putScanning));
  }

  private Call create(Asker asker, Input input) {
    RepositoryKey key = Registries.PRIVATE.repository(asker, input);
    refusePublicName(key);
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
        .gives(() -> existing.one(asker, repositories.create(key, with)));
  }

  /** Paths that begin so mean public repositories, so that no client would reach it. */
  private static void refusePublicName(RepositoryKey key) {
    if (key.name().value().startsWith("public/")) {
      throw AwsError.INVALID_PARAMETER.because(
          "Invalid parameter at 'repositoryName' failed to satisfy constraint: 'names that begin"
              + " with public/ are those of public repositories, which ecr-public creates'");
    }
  }

  private Call putTagMutability(Asker asker, Input input) {
    RepositoryKey key = Registries.PRIVATE.repository(asker, input);
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
    RepositoryKey key = Registries.PRIVATE.repository(asker, input);
    boolean scan =
        RepositorySettings.scanOnPush(
            Optional.of(input.requiredInput("imageScanningConfiguration")));
    return Call.needing(Registries.may(EcrAction.PUT_IMAGE_SCANNING_CONFIGURATION, key))
        .gives(() -> {
          boolean set = repositories.setScanOnPush(key, scan).scanOnPush();
          return named(key).and("imageScanningConfiguration", RepositorySettings.scanning(set));
        });
  }

  /** What ECR tells of a repository beside what ECR Public tells too. */
  static Members details(RepositoryInfo info) {
    return RepositorySettings.shape(info.tagMutability())
        .and("imageScanningConfiguration", RepositorySettings.scanning(info.scanOnPush()))
        .and("encryptionConfiguration", RepositorySettings.encryption());
  }

  private static Members named(RepositoryKey key) {
    return Registries.shape(key);
  }
}
