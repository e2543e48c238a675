package io.entrepot.server.aws.iam;

import io.entrepot.auth.decide.Standing;
import io.entrepot.auth.identity.IdentityKind;
import io.entrepot.auth.identity.IdentityName;
import io.entrepot.auth.principal.AccountId;
import io.entrepot.auth.principal.Principal;
import io.entrepot.auth.store.IdentityStore;
import io.entrepot.server.aws.AwsError;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the identities that simulations are about by their ARNs. Any thread; blocks. */
final class SimulatedCaller {
  private static final Pattern ARN =
      Pattern.compile("arn:aws:iam::([0-9]{12}):(user|group|role)/(?:[\\x21-\\x7e]+/)?([^/]+)");
  private static final String SESSION = "simulation";

  private final IdentityStore store;

  SimulatedCaller(IdentityStore store) {
    this.store = store;
  }

  /** Nobody that is there: a user without a name that a policy could mean. */
  static Principal nobody(AccountId account) {
    return new Principal.User(account, "/", "", "AIDASIMULATION");
  }

  /** The identity that an ARN names, in this account alone. */
  static IdentityName name(String arn, AccountId account) {
    Matcher matcher = ARN.matcher(arn);
    if (!matcher.matches()) {
      throw AwsError.INVALID_INPUT.because(
          "The ARN has to be that of a user, a group or a role: " + arn);
    }
    if (!matcher.group(1).equals(account.value())) {
      throw AwsError.NO_SUCH_ENTITY.because("There is no " + arn + " in account " + account + ".");
    }
    return new IdentityName(account, IdentityKind.of(matcher.group(2)), matcher.group(3));
  }

  /** Who acts when it acts; a member of a group is nobody in particular. */
  Principal principal(IdentityName name) {
    return switch (name.kind()) {
      case USER -> {
        var user = store.users().get(name.account(), name.name());
        yield new Principal.User(name.account(), user.path(), user.name(), user.id());
      }
      case ROLE -> {
        var role = store.roles().get(name.account(), name.name());
        yield new Principal.AssumedRole(
            name.account(), role.path(), role.name(), role.id(), SESSION);
      }
      case GROUP, ROOT -> nobody(name.account());
    };
  }

  /** What it has now. */
  Standing standing(IdentityName name) {
    return store.identityPolicies().standing(name);
  }

  /** What a member of a group has no value of. */
  static List<String> absentFor(IdentityName name) {
    return name.kind() == IdentityKind.GROUP ? List.of("aws:username", "aws:userid") : List.of();
  }
}
