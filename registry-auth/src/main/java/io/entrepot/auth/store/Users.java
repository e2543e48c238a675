package io.entrepot.auth.store;

import io.entrepot.auth.identity.IdentityKind;
import io.entrepot.auth.identity.IdentityName;
import io.entrepot.auth.identity.NameRules;
import io.entrepot.auth.identity.Page;
import io.entrepot.auth.identity.PageRequest;
import io.entrepot.auth.identity.User;
import io.entrepot.auth.principal.AccountId;
import java.util.Map;
import java.util.Optional;

/** Users of accounts. Any thread; calls block. */
public final class Users {
  private final Workshop workshop;

  Users(Workshop workshop) {
    this.workshop = workshop;
  }

  /** A user without groups, policies or credentials. */
  public User create(AccountId account, String name) {
    return create(account, name, "/", Optional.empty(), Map.of());
  }

  /**
   * The same with more of it told.
   *
   * @param boundary the ARN of a managed policy
   */
  public User create(
      AccountId account,
      String name,
      String path,
      Optional<String> boundary,
      Map<String, String> tags) {
    NameRules.check(IdentityKind.USER, name);
    NameRules.checkPath(path);
    IdentityRow row =
        IdentityRow.plain(
                workshop.ids().identity(IdentityKind.USER),
                IdentityName.user(account, name),
                path,
                workshop.now())
            .bounded(boundary);
    return workshop
        .database()
        .change(sql -> {
          boundary.ifPresent(arn -> PolicyRows.requireAttachable(sql, account, arn));
          IdentityRows.insert(sql, row);
          TagRows.put(sql, row.id(), tags);
          return user(sql, row);
        });
  }

  public User get(AccountId account, String name) {
    return workshop
        .database()
        .read(sql -> user(sql, IdentityRows.require(sql, IdentityName.user(account, name))));
  }

  /** Users whose path begins so, in order of names. */
  public Page<User> list(AccountId account, String pathPrefix, PageRequest request) {
    return workshop
        .database()
        .read(sql ->
            Pages.map(
                IdentityRows.page(sql, account, IdentityKind.USER, pathPrefix, request),
                row -> user(sql, row)));
  }

  /** Gives a user another name or path; it stays the same user. Its tokens end. */
  public void update(
      AccountId account, String name, Optional<String> newName, Optional<String> newPath) {
    newName.ifPresent(chosen -> NameRules.check(IdentityKind.USER, chosen));
    newPath.ifPresent(NameRules::checkPath);
    workshop
        .database()
        .change(sql -> {
          IdentityRow row = IdentityRows.require(sql, IdentityName.user(account, name));
          IdentityRows.rename(sql, row, newName.orElse(name), newPath.orElse(row.path()));
          return true;
        });
  }

  /** Deletes a user on which nothing hangs any more. */
  public void delete(AccountId account, String name) {
    workshop
        .database()
        .change(sql -> {
          IdentityRow row = IdentityRows.require(sql, IdentityName.user(account, name));
          requireBare(sql, row.id());
          IdentityRows.delete(sql, row);
          return true;
        });
  }

  private static void requireBare(Sql sql, String id) {
    Deletions.requireNoPolicies(sql, id);
    Deletions.refuseIf(MembershipRows.anyOf(sql, id), "remove users from group");
    Deletions.refuseIf(KeyRows.count(sql, id) > 0, "delete access keys");
    Deletions.refuseIf(PasswordRow.of(sql, id).hash().isPresent(), "delete login profile");
  }

  private static User user(Sql sql, IdentityRow row) {
    return row.user(TagRows.of(sql, row.id()));
  }
}
