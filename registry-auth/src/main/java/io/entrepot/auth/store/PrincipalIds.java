package io.entrepot.auth.store;

import io.entrepot.auth.identity.IdentityKind;
import io.entrepot.auth.identity.IdentityName;
import io.entrepot.auth.policy.PolicyPrincipals;
import io.entrepot.auth.principal.AccountId;
import io.entrepot.auth.principal.Principal;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the principals of resource and trust policies stand for. Users and roles are kept there by
 * their unique ids, so that one made anew under an old name is not trusted (IAM user guide, IAM
 * JSON policy elements: Principal). Any thread; calls block.
 */
public final class PrincipalIds {
  private static final Pattern ACCOUNT =
      Pattern.compile("([0-9]{12})|arn:aws:iam::([0-9]{12}):root");
  private static final Pattern SESSION =
      Pattern.compile("arn:aws:sts::([0-9]{12}):assumed-role/([\\w+=,.@-]+)/[\\w+=,.@-]+");
  private static final Pattern FEDERATED =
      Pattern.compile("arn:aws:sts::([0-9]{12}):federated-user/[\\w+=,.@-]+");

  private final Workshop workshop;

  PrincipalIds(Workshop workshop) {
    this.workshop = workshop;
  }

  /**
   * Says what each principal is kept as; those that do not exist are left out.
   *
   * <ul>
   *   <li>a user or role by its ARN: its unique id
   *   <li>a session of a role that exists: itself
   *   <li>an account, by number or ARN: the ARN of its root
   *   <li>a federated user of an account that exists: itself
   *   <li>a unique id of a user or role that exists: itself
   * </ul>
   */
  public Map<String, String> resolve(Collection<String> principals) {
    return workshop
        .database()
        .read(sql -> {
          Map<String, String> kept = new TreeMap<>();
          for (String principal : principals) {
            resolve(sql, principal).ifPresent(id -> kept.put(principal, id));
          }
          return kept;
        });
  }

  /** The reverse, for showing: the ARN of each unique id whose user or role is still there. */
  public Map<String, String> arns(Collection<String> ids) {
    return workshop.database().read(sql -> arns(sql, ids));
  }

  /**
   * A policy's text as it is kept: users and roles by their unique ids; accounts and sessions are
   * their own names, however they are written.
   *
   * @param text has been parsed
   * @param unknown what to throw for a principal that does not exist
   */
  public String kept(String text, Function<String, ? extends RuntimeException> unknown) {
    return workshop.database().read(sql -> kept(sql, text, unknown));
  }

  /** A kept policy's text as it is shown: with ARNs for those that are still there. */
  public String shown(String kept) {
    return workshop.database().read(sql -> shown(sql, kept));
  }

  static String kept(Sql sql, String text, Function<String, ? extends RuntimeException> unknown) {
    Map<String, String> names = new HashMap<>();
    for (String name : PolicyPrincipals.named(text)) {
      String id = resolve(sql, name).orElseThrow(() -> unknown.apply(name));
      names.put(name, id.startsWith("arn:") ? name : id);
    }
    return PolicyPrincipals.replace(text, name -> names.getOrDefault(name, name));
  }

  static String shown(Sql sql, String kept) {
    Map<String, String> arns = arns(sql, PolicyPrincipals.named(kept));
    return PolicyPrincipals.replace(kept, name -> arns.getOrDefault(name, name));
  }

  static Map<String, String> arns(Sql sql, Collection<String> ids) {
    Map<String, String> arns = new TreeMap<>();
    for (String id : ids) {
      arn(sql, id).ifPresent(arn -> arns.put(id, arn));
    }
    return arns;
  }

  static Optional<String> resolve(Sql sql, String principal) {
    Matcher account = ACCOUNT.matcher(principal);
    if (account.matches()) {
      String number = account.group(1) == null ? account.group(2) : account.group(1);
      return account(sql, number).map(id -> new Principal.Root(id).arn());
    }
    Matcher session = SESSION.matcher(principal);
    if (session.matches()) {
      AccountId owner = new AccountId(session.group(1));
      return IdentityRows.find(sql, IdentityName.role(owner, session.group(2)))
          .map(row -> principal);
    }
    Matcher federated = FEDERATED.matcher(principal);
    if (federated.matches()) {
      return account(sql, federated.group(1)).map(id -> principal);
    }
    Optional<IdentityArn> named = IdentityArn.parse(principal);
    return named.isPresent() ? named(sql, named.get()) : arn(sql, principal).map(arn -> principal);
  }

  /** A group is no principal. */
  private static Optional<String> named(Sql sql, IdentityArn arn) {
    return IdentityRows.find(sql, arn.name())
        .filter(row -> row.name().kind() != IdentityKind.GROUP && row.path().equals(arn.path()))
        .map(IdentityRow::id);
  }

  private static Optional<AccountId> account(Sql sql, String number) {
    return Optional.of(new AccountId(number)).filter(id -> IdentityRows.accountExists(sql, id));
  }

  private static Optional<String> arn(Sql sql, String id) {
    return IdentityRows.byId(sql, id).filter(PrincipalIds::isPrincipal).map(IdentityRow::arn);
  }

  private static boolean isPrincipal(IdentityRow row) {
    return row.name().kind() == IdentityKind.USER || row.name().kind() == IdentityKind.ROLE;
  }
}
