package io.entrepot.server.oci;

import io.entrepot.auth.decide.EcrAction;
import io.entrepot.auth.decide.Permission;
import io.entrepot.auth.decide.Resource;
import io.entrepot.auth.principal.AccountId;
import io.entrepot.server.access.Requirement;
import io.entrepot.storage.oci.RegistryId;
import io.entrepot.storage.oci.RepositoryKey;
import java.util.Arrays;

/** What endpoints require, said shortly. */
public final class OciPermission {
  private OciPermission() {}

  /** All of these actions on the repository. */
  public static Requirement on(RepositoryKey repository, EcrAction... actions) {
    Resource resource = resource(repository);
    return new Requirement.AllOf(
        Arrays.stream(actions).map(action -> new Permission(action, resource)).toList());
  }

  /** The action on the registry as a whole. */
  public static Permission of(RegistryId registry, EcrAction action) {
    return new Permission(action, new Resource.Registry(account(registry)));
  }

  /** One of these actions on the repository. */
  public static Requirement onAny(RepositoryKey repository, EcrAction... actions) {
    Resource resource = resource(repository);
    return new Requirement.AnyOf(
        Arrays.stream(actions).map(action -> new Permission(action, resource)).toList());
  }

  private static AccountId account(RegistryId registry) {
    return new AccountId(registry.value());
  }

  public static Resource resource(RepositoryKey repository) {
    return new Resource.Repository(account(repository.registry()), repository.name().value());
  }
}
