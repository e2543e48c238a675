package io.entrepot.server.aws.iam;

import io.entrepot.auth.identity.IdentityName;
import io.entrepot.auth.principal.Principal;
import io.entrepot.server.aws.Asker;
import io.entrepot.server.aws.AwsError;
import io.entrepot.server.aws.Input;

/** Whom operations mean by {@code UserName}. */
final class Owner {
  private Owner() {}

  /** The user that is named, who has to be. */
  static IdentityName named(Asker asker, Input input) {
    return IdentityName.user(asker.account(), input.text("UserName"));
  }

  /** The user that is named, or else the caller, who may be the root. */
  static IdentityName namedOrCaller(Asker asker, Input input) {
    return input
        .optionalText("UserName")
        .map(name -> IdentityName.user(asker.account(), name))
        .orElseGet(() -> caller(asker));
  }

  /** The caller itself, if it is one that has keys and a password. */
  static IdentityName caller(Asker asker) {
    return switch (asker.principal()) {
      case Principal.User user -> IdentityName.user(user.owner(), user.name());
      case Principal.Root root -> IdentityName.root(root.owner());
      case Principal.AssumedRole role -> throw noUser();
      case Principal.FederatedUser federated -> throw noUser();
      case Principal.Anonymous anonymous -> throw noUser();
    };
  }

  private static RuntimeException noUser() {
    return AwsError.VALIDATION.because(
        "Must specify userName when calling with non-User credentials");
  }
}
