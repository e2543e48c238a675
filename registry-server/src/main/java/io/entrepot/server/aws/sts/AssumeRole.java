package io.entrepot.server.aws.sts;

import io.entrepot.auth.credential.Credential;
import io.entrepot.auth.credential.Login;
import io.entrepot.auth.credential.Session;
import io.entrepot.auth.decide.Resource;
import io.entrepot.auth.decide.StsAction;
import io.entrepot.auth.federation.WebIdentities;
import io.entrepot.auth.identity.NewRole;
import io.entrepot.auth.identity.NewSession;
import io.entrepot.auth.identity.Role;
import io.entrepot.auth.principal.AccountId;
import io.entrepot.auth.principal.Principal;
import io.entrepot.auth.store.IdentityStore;
import io.entrepot.server.aws.Asker;
import io.entrepot.server.aws.AwsError;
import io.entrepot.server.aws.Call;
import io.entrepot.server.aws.Input;
import io.entrepot.server.aws.Tree.Members;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code AssumeRole} (AWS STS API reference): the caller's policies and the role's trust policy
 * decide. A session ends with the key that it was begun with, at the latest.
 */
final class AssumeRole {
  private static final Pattern ROLE_ARN =
      Pattern.compile("arn:aws:iam::([0-9]{12}):role/([\\x21-\\x7e]{1,600})");

  /** A session that was begun by a session lasts no longer. */
  private static final Duration LONGEST_CHAINED = Duration.ofHours(1);

  private final IdentityStore store;
  private final IssuedSessions issued;

  AssumeRole(IdentityStore store, IssuedSessions issued) {
    this.store = store;
    this.issued = issued;
  }

  Call read(Asker asker, Input input) {
    Matcher arn = ROLE_ARN.matcher(input.text("RoleArn"));
    if (!arn.matches()) {
      throw AwsError.VALIDATION.because(input.text("RoleArn") + " is invalid");
    }
    Resource.AssumableRole role =
        new Resource.AssumableRole(new AccountId(arn.group(1)), arn.group(2));
    String name = input.text("RoleSessionName");
    Optional<Duration> duration = duration(input);
    refuseThoseWhoMayNever(asker);
    WantedSession wanted =
        WantedSession.read(input)
            .with("sts:rolesessionname", Optional.of(name))
            .with("sts:externalid", input.optionalText("ExternalId"));
    Call.Needing needs = Call.needing(wanted.may(StsAction.ASSUME_ROLE, role));
    return (wanted.tagged() ? needs.and(wanted.may(StsAction.TAG_SESSION, role)) : needs)
        .gives(() -> begin(asker, arn.group(), name, duration, wanted.session()));
  }

  private static Optional<Duration> duration(Input input) {
    return input
        .whole(
            "DurationSeconds",
            (int) WebIdentities.SHORTEST.toSeconds(),
            (int) NewRole.LONGEST.toSeconds())
        .map(Duration::ofSeconds);
  }

  private static void refuseThoseWhoMayNever(Asker asker) {
    if (asker.principal() instanceof Principal.Root) {
      throw AwsError.ACCESS_DENIED.because("Roles may not be assumed by root accounts.");
    }
    if (asker.principal() instanceof Principal.FederatedUser) {
      throw AwsError.ACCESS_DENIED.because("Roles may not be assumed by federated users.");
    }
    if (asker.login().credential() instanceof Credential.Password) {
      throw AwsError.ACCESS_DENIED.because(
          "A role is assumed with an access key, not with a password.");
    }
  }

  private Members begin(
      Asker asker, String arn, String name, Optional<Duration> wanted, NewSession carried) {
    Role role =
        store
            .roles()
            .byArn(arn)
            .orElseThrow(() -> AwsError.ACCESS_DENIED.because("The role was deleted."));
    Principal.AssumedRole principal = role.session(name);
    Session session =
        store.sessions().begin(role.account(), asker.session().map(carried::from).orElse(carried));
    Login login = new Login(principal, asker.login().credential());
    return issued
        .begin(login, Optional.of(session), duration(asker, wanted, role))
        .and(
            "AssumedRoleUser",
            Members.of("AssumedRoleId", principal.userId()).and("Arn", principal.arn()));
  }

  private static Duration duration(Asker asker, Optional<Duration> wanted, Role role) {
    Duration duration = wanted.orElse(NewRole.SHORTEST);
    if (duration.compareTo(role.maxSession()) > 0) {
      throw AwsError.VALIDATION.because(
          "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.");
    }
    boolean chained = asker.principal() instanceof Principal.AssumedRole;
    if (chained && duration.compareTo(LONGEST_CHAINED) > 0) {
      throw AwsError.VALIDATION.because(
          "The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by"
              + " role chaining");
    }
    return duration;
  }
}
