package io.entrepot.server.aws.iam;

import io.entrepot.auth.decide.IamAction;
import io.entrepot.auth.identity.IdentityName;
import io.entrepot.auth.store.IdentityStore;
import io.entrepot.server.access.Throttle;
import io.entrepot.server.aws.Asker;
import io.entrepot.server.aws.AwsError;
import io.entrepot.server.aws.Call;
import io.entrepot.server.aws.Input;
import io.entrepot.server.aws.Operation;
import io.entrepot.server.aws.Tree.Members;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Operations on passwords (IAM API reference). */
final class LoginProfileOperations {
  private final IdentityStore store;
  private final Targets targets;
  private final Throttle throttle;

  LoginProfileOperations(IdentityStore store, InstantSource clock) {
    this.store = store;
    this.targets = new Targets(store);
    this.throttle = new Throttle(clock);
  }

  List<Operation> all() {
    return List.of(
        new Operation("CreateLoginProfile", this::create),
        new Operation("GetLoginProfile", this::get),
        new Operation("UpdateLoginProfile", this::update),
        new Operation("DeleteLoginProfile", this::delete),
        new Operation("ChangePassword", this::change));
  }

  private Call create(Asker asker, Input input) {
    IdentityName user = Owner.named(asker, input);
    String password = input.text("Password");
    refuseReset(input);
    return Call.needing(targets.of(user).may(IamAction.CREATE_LOGIN_PROFILE))
        .gives(() -> {
          store.loginProfiles().create(user, password);
          return profile(user);
        });
  }

  private Call get(Asker asker, Input input) {
    IdentityName user = Owner.namedOrCaller(asker, input);
    return Call.needing(targets.of(user).may(IamAction.GET_LOGIN_PROFILE))
        .gives(() -> profile(user));
  }

  private Call update(Asker asker, Input input) {
    IdentityName user = Owner.named(asker, input);
    Optional<String> password = input.optionalText("Password");
    refuseReset(input);
    return Call.needing(targets.of(user).may(IamAction.UPDATE_LOGIN_PROFILE))
        .does(() -> {
          store.loginProfiles().created(user);
          password.ifPresent(text -> store.loginProfiles().update(user, text));
        });
  }

  private Call delete(Asker asker, Input input) {
    IdentityName user = Owner.named(asker, input);
    return Call.needing(targets.of(user).may(IamAction.DELETE_LOGIN_PROFILE))
        .does(() -> store.loginProfiles().delete(user));
  }

  /** Whoever holds a key of the user may try passwords here, so that wrong ones are counted. */
  private Call change(Asker asker, Input input) {
    IdentityName user = Owner.caller(asker);
    String old = input.text("OldPassword");
    String chosen = input.text("NewPassword");
    return Call.needing(targets.of(user).may(IamAction.CHANGE_PASSWORD))
        .does(() -> {
          try (Throttle.Attempt attempt =
              throttle.attempt(user.account() + "/" + user.name(), asker.source())) {
            if (store.logins().password(user.account(), user.name(), old).isEmpty()) {
              throw AwsError.ACCESS_DENIED.because("The old password was incorrect.");
            }
            attempt.right();
          }
          store.loginProfiles().update(user, chosen);
        });
  }

  private Members profile(IdentityName user) {
    return Members.of(
        "LoginProfile",
        Members.of("UserName", user.name())
            .and("CreateDate", store.loginProfiles().created(user))
            .and("PasswordResetRequired", false));
  }

  private static void refuseReset(Input input) {
    if (input.flag("PasswordResetRequired").orElse(false)) {
      throw AwsError.UNSUPPORTED_OPERATION.because(
          "PasswordResetRequired cannot be true: nobody signs in here where it could be asked.");
    }
  }
}
