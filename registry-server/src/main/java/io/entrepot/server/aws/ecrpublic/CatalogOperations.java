package io.entrepot.server.aws.ecrpublic;

import io.entrepot.auth.decide.EcrPublicAction;
import io.entrepot.auth.decide.Permission;
import io.entrepot.server.aws.Asker;
import io.entrepot.server.aws.Call;
import io.entrepot.server.aws.Input;
import io.entrepot.server.aws.Operation;
import io.entrepot.server.aws.Tree.Members;
import io.entrepot.server.aws.registry.Registries;
import io.entrepot.storage.oci.RepositoryKey;
import io.entrepot.storage.registry.Catalogs;
import io.entrepot.storage.registry.NewCatalog;
import io.entrepot.storage.registry.RepositoryCatalog;
import java.util.List;

/**
 * Operations on what is told of public repositories (ECR Public API reference). A put replaces all
 * of it.
 */
final class CatalogOperations {
  private final Registries registries;
  private final Catalogs catalogs;
  private final CatalogShapes shapes;

  CatalogOperations(Registries registries, Catalogs catalogs, CatalogShapes shapes) {
    this.registries = registries;
    this.catalogs = catalogs;
    this.shapes = shapes;
  }

  List<Operation> all() {
    return List.of(
        new Operation("GetRepositoryCatalogData", this::get),
        new Operation("PutRepositoryCatalogData", this::put));
  }

  private Call get(Asker asker, Input input) {
    RepositoryKey key = registries.repository(asker, input);
    return needing(key, EcrPublicAction.GET_REPOSITORY_CATALOG_DATA)
        .gives(() -> one(asker, key, catalogs.get(key)));
  }

  private Call put(Asker asker, Input input) {
    RepositoryKey key = registries.repository(asker, input);
    NewCatalog catalog = CatalogShapes.read(input.requiredInput("catalogData"));
    return needing(key, EcrPublicAction.PUT_REPOSITORY_CATALOG_DATA)
        .gives(() -> one(asker, key, catalogs.set(key, catalog)));
  }

  private Members one(Asker asker, RepositoryKey key, RepositoryCatalog catalog) {
    return Members.of("catalogData", shapes.shape(asker, key, catalog));
  }

  private static Call.Needing needing(RepositoryKey key, EcrPublicAction action) {
    return Call.needing(new Permission(action, Registries.resource(key)));
  }
}
