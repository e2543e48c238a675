package io.entrepot.auth.principal;

import java.util.Optional;

/**
 * Who a request comes from (IAM user guide, IAM JSON policy elements: Principal; global condition
 * keys). Values only: what a principal may do is looked up at each request.
 */
public sealed interface Principal {
  /** The account it belongs to; empty for nobody in particular. */
  Optional<AccountId> account();

  /**
   * The ARN that names it where it is the one who acts, such as {@code
   * arn:aws:sts::123456789012:assumed-role/ci/run-7}; {@code anonymous} when there is none.
   */
  String arn();

  /** The condition key {@code aws:PrincipalArn}: of a role's session it names the role. */
  default String principalArn() {
    return arn();
  }

  /** The condition key {@code aws:PrincipalType}. */
  String type();

  /** The condition key {@code aws:userid}. */
  String userId();

  /** The condition key {@code aws:username}; only users have one. */
  default Optional<String> userName() {
    return Optional.empty();
  }

  /** The request carried no credentials. */
  record Anonymous() implements Principal {
    @Override
    public Optional<AccountId> account() {
      return Optional.empty();
    }

    @Override
    public String arn() {
      return "anonymous";
    }

    @Override
    public String type() {
      return "Anonymous";
    }

    @Override
    public String userId() {
      return "anonymous";
    }
  }

  /** The account itself, which may do everything in it. */
  record Root(AccountId owner) implements Principal {
    @Override
    public Optional<AccountId> account() {
      return Optional.of(owner);
    }

    @Override
    public String arn() {
      return "arn:aws:iam::" + owner + ":root";
    }

    @Override
    public String type() {
      return "Account";
    }

    @Override
    public String userId() {
      return owner.value();
    }
  }

  /**
   * A user.
   *
   * @param path begins and ends with a slash
   * @param id unique for ever, {@code AIDA...}: a later user of the same name has another
   */
  record User(AccountId owner, String path, String name, String id) implements Principal {
    @Override
    public Optional<AccountId> account() {
      return Optional.of(owner);
    }

    @Override
    public String arn() {
      return "arn:aws:iam::" + owner + ":user" + path + name;
    }

    @Override
    public String type() {
      return "User";
    }

    @Override
    public String userId() {
      return id;
    }

    @Override
    public Optional<String> userName() {
      return Optional.of(name);
    }
  }

  /**
   * A session of a role.
   *
   * @param path the role's, begins and ends with a slash
   * @param roleId unique for ever, {@code AROA...}
   * @param session the name that was chosen when the role was assumed
   */
  record AssumedRole(AccountId owner, String path, String role, String roleId, String session)
      implements Principal {
    @Override
    public Optional<AccountId> account() {
      return Optional.of(owner);
    }

    @Override
    public String arn() {
      return "arn:aws:sts::" + owner + ":assumed-role/" + role + "/" + session;
    }

    @Override
    public String principalArn() {
      return "arn:aws:iam::" + owner + ":role" + path + role;
    }

    @Override
    public String type() {
      return "AssumedRole";
    }

    @Override
    public String userId() {
      return roleId + ":" + session;
    }
  }

  /**
   * A session that a user or root gave away under a name of its choice (GetFederationToken).
   *
   * @param name what it was called
   */
  record FederatedUser(AccountId owner, String name) implements Principal {
    @Override
    public Optional<AccountId> account() {
      return Optional.of(owner);
    }

    @Override
    public String arn() {
      return "arn:aws:sts::" + owner + ":federated-user/" + name;
    }

    @Override
    public String type() {
      return "FederatedUser";
    }

    @Override
    public String userId() {
      return owner + ":" + name;
    }
  }
}
