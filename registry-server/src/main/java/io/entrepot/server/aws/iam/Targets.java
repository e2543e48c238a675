package io.entrepot.server.aws.iam;

import io.entrepot.auth.decide.Resource;
import io.entrepot.auth.identity.AwsManagedPolicies;
import io.entrepot.auth.identity.IdentityException;
import io.entrepot.auth.identity.IdentityFailure;
import io.entrepot.auth.identity.IdentityKind;
import io.entrepot.auth.identity.IdentityName;
import io.entrepot.auth.principal.AccountId;
import io.entrepot.auth.store.IdentityStore;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Looks up what operations touch: ARNs hold paths, which their callers do not tell. What does not
 * exist is decided as if it lay at the path {@code /}. Any thread; blocks.
 */
final class Targets {
  private final IdentityStore store;

  Targets(IdentityStore store) {
    this.store = store;
  }

  /** No resource in particular. */
  static Target all(AccountId account) {
    return new Target(new Resource.Account(account));
  }

  /** One that is to be made. */
  static Target fresh(AccountId account, IdentityKind kind, String path, String name) {
    return at(account, kind.word() + path + name);
  }

  /** One that is there, or not. */
  Target of(IdentityName name) {
    AccountId account = name.account();
    return switch (name.kind()) {
      case ROOT -> at(account, IdentityKind.ROOT.word());
      case USER ->
          present(() -> store.users().get(account, name.name()))
              .map(user -> fresh(name, user.path()).tagged(user.tags()))
              .orElseGet(() -> fresh(name, "/"));
      case GROUP ->
          present(() -> store.groups().get(account, name.name()))
              .map(group -> fresh(name, group.path()))
              .orElseGet(() -> fresh(name, "/"));
      case ROLE ->
          present(() -> store.roles().get(account, name.name()))
              .map(role -> fresh(name, role.path()).tagged(role.tags()))
              .orElseGet(() -> fresh(name, "/"));
    };
  }

  /** A managed policy by its ARN; one of another account is nothing in particular. */
  Target policy(AccountId account, String arn) {
    if (AwsManagedPolicies.owns(arn)) {
      return new Target(
          new Resource.BuiltInPolicy(account, arn.substring(AwsManagedPolicies.PREFIX.length())));
    }
    return own(account, arn, "policy/")
        .tagged(present(() -> store.managedPolicies().get(account, arn).tags()).orElseGet(Map::of));
  }

  /** An identity provider by its ARN, likewise. */
  Target provider(AccountId account, String arn) {
    return own(account, arn, "oidc-provider/")
        .tagged(present(() -> store.oidcProviders().get(account, arn).tags()).orElseGet(Map::of));
  }

  private static Target own(AccountId account, String arn, String kind) {
    String prefix = "arn:aws:iam::" + account + ":";
    return arn.startsWith(prefix + kind)
        ? at(account, arn.substring(prefix.length()))
        : all(account);
  }

  /** A user, group or role, with its permissions boundary for a condition. */
  Target bounded(IdentityName name) {
    Optional<String> boundary =
        switch (name.kind()) {
          case USER ->
              present(() -> store.users().get(name.account(), name.name()))
                  .flatMap(user -> user.boundary());
          case ROLE ->
              present(() -> store.roles().get(name.account(), name.name()))
                  .flatMap(role -> role.boundary());
          case ROOT, GROUP -> Optional.empty();
        };
    return of(name).bounded(boundary);
  }

  /** The same under another name or path. */
  Target renamed(IdentityName name, Optional<String> newName, Optional<String> newPath) {
    String path = newPath.orElseGet(() -> path(name));
    return fresh(name.account(), name.kind(), path, newName.orElseGet(name::name));
  }

  private String path(IdentityName name) {
    return switch (name.kind()) {
      case USER -> present(() -> store.users().get(name.account(), name.name()).path()).orElse("/");
      case GROUP ->
          present(() -> store.groups().get(name.account(), name.name()).path()).orElse("/");
      case ROOT, ROLE -> "/";
    };
  }

  private static Target fresh(IdentityName name, String path) {
    return fresh(name.account(), name.kind(), path, name.name());
  }

  static Target at(AccountId account, String path) {
    return new Target(new Resource.Identity(account, path));
  }

  /** What a look-up gives, or nothing if there is no such thing. */
  static <T> Optional<T> present(Supplier<T> lookup) {
    try {
      return Optional.of(lookup.get());
    } catch (IdentityException e) {
      if (e.failure() instanceof IdentityFailure.NoSuchEntity) {
        return Optional.empty();
      }
      throw e;
    }
  }
}
