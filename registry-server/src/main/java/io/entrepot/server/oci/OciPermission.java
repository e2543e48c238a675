package io.entrepot.server.oci;

import io.entrepot.auth.decide.Action;
import io.entrepot.auth.decide.Permission;
import io.entrepot.auth.decide.Resource;
import io.entrepot.server.access.Requirement;
import io.entrepot.storage.oci.RegistryId;
import io.entrepot.storage.oci.RepositoryKey;
import java.util.Arrays;
import java.util.List;

/** What endpoints require, said shortly. */
public final class OciPermission {
  private OciPermission() {}

  /** All of these actions on the repository. */
  public static Requirement on(RepositoryKey repository, Action... actions) {
    Resource resource = resource(repository);
    return new Requirement.AllOf(
        Arrays.stream(actions).map(action -> new Permission(action, resource)).toList());
  }

  /** The action on the registry as a whole. */
  public static Requirement on(RegistryId registry, Action action) {
    return new Requirement.AllOf(
        List.of(new Permission(action, new Resource.Registry(registry.value()))));
  }

  public static Resource resource(RepositoryKey repository) {
    return new Resource.Repository(repository.registry().value(), repository.name().value());
  }
}
