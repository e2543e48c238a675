package io.entrepot.auth.policy;

import io.entrepot.auth.policy.pattern.Arn;
import io.entrepot.auth.principal.Principal;
import java.util.Optional;

/** One principal that a statement names (IAM user guide, IAM JSON policy elements: Principal). */
sealed interface PrincipalPattern {
  /** Everybody, also without credentials. */
  record Everybody() implements PrincipalPattern {}

  /** An account, with all that are in it. */
  record Account(String id) implements PrincipalPattern {}

  /** A user, a role, a session of a role or of a federated user. */
  record Named(String arn) implements PrincipalPattern {}

  /** A user or a role by its unique id, which no later one of the same name has. */
  record Unique(String id) implements PrincipalPattern {}

  /** A service of AWS, none of which ever asks here. */
  record Service(String name) implements PrincipalPattern {}

  /** An identity provider. */
  record Federated(String provider) implements PrincipalPattern {}

  int ACCOUNT_DIGITS = 12;
  int ID_MIN_LENGTH = 16;
  int ID_MAX_LENGTH = 128;

  /** In which form it names a requester. */
  default PrincipalMatch match(Requester requester) {
    return switch (this) {
      case Everybody everybody -> PrincipalMatch.EVERYBODY;
      case Account account -> accountMatch(account.id(), requester);
      case Named named -> namedMatch(named.arn(), requester);
      case Unique unique -> uniqueMatch(unique.id(), requester);
      case Service service -> PrincipalMatch.NONE;
      case Federated federated ->
          requester instanceof Requester.Federated asked
                  && asked.provider().equals(federated.provider())
              ? PrincipalMatch.SELF
              : PrincipalMatch.NONE;
    };
  }

  private static PrincipalMatch accountMatch(String id, Requester requester) {
    return requester instanceof Requester.Known known
            && known.principal().account().filter(own -> own.value().equals(id)).isPresent()
        ? PrincipalMatch.ACCOUNT
        : PrincipalMatch.NONE;
  }

  private static PrincipalMatch namedMatch(String arn, Requester requester) {
    if (!(requester instanceof Requester.Known known)) {
      return PrincipalMatch.NONE;
    }
    Principal principal = known.principal();
    return switch (principal) {
      case Principal.Anonymous anonymous -> PrincipalMatch.NONE;
      case Principal.AssumedRole session ->
          arn.equals(session.arn())
              ? PrincipalMatch.SELF
              : arn.equals(session.principalArn()) ? PrincipalMatch.ROLE : PrincipalMatch.NONE;
      case Principal.Root root -> self(arn.equals(root.arn()));
      case Principal.User user -> self(arn.equals(user.arn()));
      case Principal.FederatedUser federated -> self(arn.equals(federated.arn()));
    };
  }

  private static PrincipalMatch uniqueMatch(String id, Requester requester) {
    if (!(requester instanceof Requester.Known known)) {
      return PrincipalMatch.NONE;
    }
    return switch (known.principal()) {
      case Principal.User user -> self(user.id().equals(id));
      case Principal.AssumedRole session ->
          session.roleId().equals(id) ? PrincipalMatch.ROLE : PrincipalMatch.NONE;
      case Principal.Anonymous anonymous -> PrincipalMatch.NONE;
      case Principal.Root root -> PrincipalMatch.NONE;
      case Principal.FederatedUser federated -> PrincipalMatch.NONE;
    };
  }

  private static PrincipalMatch self(boolean same) {
    return same ? PrincipalMatch.SELF : PrincipalMatch.NONE;
  }

  /**
   * Reads what stands under {@code AWS}.
   *
   * @throws IllegalArgumentException saying what is wrong
   */
  static PrincipalPattern aws(String text) {
    if (text.equals("*")) {
      return new Everybody();
    }
    if (text.length() == ACCOUNT_DIGITS && text.chars().allMatch(PrincipalPattern::isDigit)) {
      return new Account(text);
    }
    if (isUniqueId(text)) {
      return new Unique(text);
    }
    if (text.indexOf('*') >= 0 || text.indexOf('?') >= 0) {
      throw new IllegalArgumentException(
          "'" + text + "': a principal has no wildcards, unless it is '*' alone");
    }
    Optional<Arn> arn = Arn.parse(text);
    if (arn.filter(PrincipalPattern::isRoot).isPresent()) {
      return new Account(arn.get().account());
    }
    if (arn.filter(PrincipalPattern::isIdentity).isPresent()) {
      return new Named(text);
    }
    throw new IllegalArgumentException(
        "'" + text + "' is not an account, a user, a role, or a session of a role");
  }

  private static boolean isUniqueId(String text) {
    return (text.startsWith("AIDA") || text.startsWith("AROA"))
        && text.length() >= ID_MIN_LENGTH
        && text.length() <= ID_MAX_LENGTH
        && text.chars().allMatch(each -> isDigit(each) || (each >= 'A' && each <= 'Z'));
  }

  private static boolean isDigit(int character) {
    return character >= '0' && character <= '9';
  }

  private static boolean isRoot(Arn arn) {
    return isAccounts(arn, "iam") && arn.resource().equals("root");
  }

  private static boolean isIdentity(Arn arn) {
    String resource = arn.resource();
    return (isAccounts(arn, "iam") && (isNamed(resource, "user/") || isNamed(resource, "role/")))
        || (isAccounts(arn, "sts")
            && (isNamed(resource, "assumed-role/") || isNamed(resource, "federated-user/")));
  }

  private static boolean isNamed(String resource, String kind) {
    return resource.startsWith(kind) && resource.length() > kind.length();
  }

  private static boolean isAccounts(Arn arn, String service) {
    return arn.service().equals(service)
        && arn.account().length() == ACCOUNT_DIGITS
        && arn.account().chars().allMatch(PrincipalPattern::isDigit);
  }
}
