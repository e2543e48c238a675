package io.entrepot.server.aws.ecrpublic;

import io.entrepot.auth.decide.EcrAction;
import io.entrepot.server.aws.Asker;
import io.entrepot.server.aws.Call;
import io.entrepot.server.aws.Input;
import io.entrepot.server.aws.Operation;
import io.entrepot.server.aws.Tree.Members;
import io.entrepot.server.aws.registry.ExistingRepositories;
import io.entrepot.server.aws.registry.Registries;
import io.entrepot.server.aws.registry.ResourceTags;
import io.entrepot.storage.oci.RepositoryKey;
import io.entrepot.storage.registry.Catalogs;
import io.entrepot.storage.registry.NewCatalog;
import io.entrepot.storage.registry.NewRepository;
import io.entrepot.storage.registry.Repositories;
import io.entrepot.storage.registry.RepositoryInfo;
import java.util.Map;
import java.util.Optional;

/** ECR Public's {@code CreateRepository}: a repository with what is told of it. */
final class CreateRepository {
  private final Registries registries;
  private final Repositories repositories;
  private final Catalogs catalogs;
  private final ExistingRepositories existing;
  private final CatalogShapes shapes;

  CreateRepository(
      Registries registries,
      Repositories repositories,
      Catalogs catalogs,
      ExistingRepositories existing,
      CatalogShapes shapes) {
    this.registries = registries;
    this.repositories = repositories;
    this.catalogs = catalogs;
    this.existing = existing;
    this.shapes = shapes;
  }

  Operation operation() {
    return new Operation("CreateRepository", this::create);
  }

  private Call create(Asker asker, Input input) {
    RepositoryKey key = registries.repository(asker.account(), input.text("repositoryName"));
    Map<String, String> tags = ResourceTags.read("tags", input);
    Optional<NewCatalog> catalog = input.input("catalogData").map(CatalogShapes::read);
    Call.Needing needing = Call.needing(ResourceTags.may(EcrAction.CREATE_REPOSITORY, key, tags));
    return (tags.isEmpty()
            ? needing
            : needing.and(ResourceTags.may(EcrAction.TAG_RESOURCE, key, tags)))
        .gives(() -> {
          RepositoryInfo made = repositories.create(key, new NewRepository(tags, catalog));
          Members shape = existing.one(asker, made);
          return catalog.isPresent()
              ? shape.and("catalogData", shapes.shape(asker, key, catalogs.get(key)))
              : shape;
        });
  }
}
