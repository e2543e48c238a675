package io.entrepot.server.oci;

import io.entrepot.auth.decide.Action;
import io.entrepot.auth.decide.EcrAction;
import io.entrepot.auth.decide.EcrPublicAction;
import io.entrepot.auth.decide.KeyValues;
import io.entrepot.auth.decide.Permission;
import io.entrepot.auth.decide.Resource;
import io.entrepot.auth.principal.AccountId;
import io.entrepot.server.access.Requirement;
import io.entrepot.storage.oci.RegistryId;
import io.entrepot.storage.oci.RepositoryKey;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Supplier;

/**
 * What endpoints require, said shortly. An action is named as ECR names it; in a public registry it
 * is that of ECR Public which does the same.
 */
public final class OciPermission {
  private static final Requirement EVERYBODY =
      new Requirement.Unauthenticated("everybody may pull from a public repository");

  private OciPermission() {}

  /** The action on the repository. */
  public static Permission of(RepositoryKey repository, EcrAction action) {
    return of(repository, action, Map.of());
  }

  /** The same with condition keys. */
  public static Permission of(
      RepositoryKey repository, EcrAction action, Map<String, KeyValues> keys) {
    return new Permission(action(repository.registry(), action), resource(repository), keys);
  }

  /** What an action is called in a registry. */
  public static Action action(RegistryId registry, EcrAction action) {
    return registry.isPublic() ? EcrPublicAction.like(action) : action;
  }

  /** All of these actions on the repository. */
  public static Requirement on(RepositoryKey repository, EcrAction... actions) {
    return new Requirement.AllOf(
        Arrays.stream(actions).map(action -> of(repository, action)).toList());
  }

  /** What it takes to pull: nothing in a public registry. */
  public static Requirement pull(RepositoryKey repository, Supplier<Requirement> fromPrivate) {
    return repository.registry().isPublic() ? EVERYBODY : fromPrivate.get();
  }

  /** The action on the registry as a whole. */
  public static Permission of(RegistryId registry, EcrAction action) {
    return new Permission(action, new Resource.Registry(account(registry)));
  }

  /** One of these actions on the repository. */
  public static Requirement onAny(RepositoryKey repository, EcrAction... actions) {
    return new Requirement.AnyOf(
        Arrays.stream(actions).map(action -> of(repository, action)).toList());
  }

  private static AccountId account(RegistryId registry) {
    return new AccountId(registry.account());
  }

  /** What policies call the repository. */
  public static Resource resource(RepositoryKey repository) {
    return resource(repository.registry(), repository.name().value());
  }

  /** The same of a name, which may be {@code *} for all. */
  public static Resource resource(RegistryId registry, String name) {
    return registry.isPublic()
        ? new Resource.PublicRepository(account(registry), name)
        : new Resource.Repository(account(registry), name);
  }
}
