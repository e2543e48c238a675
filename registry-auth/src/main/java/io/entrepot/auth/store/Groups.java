package io.entrepot.auth.store;

import io.entrepot.auth.identity.Group;
import io.entrepot.auth.identity.IdentityFailure;
import io.entrepot.auth.identity.IdentityKind;
import io.entrepot.auth.identity.IdentityName;
import io.entrepot.auth.identity.NameRules;
import io.entrepot.auth.identity.Page;
import io.entrepot.auth.identity.PageRequest;
import io.entrepot.auth.identity.Quotas;
import io.entrepot.auth.identity.User;
import io.entrepot.auth.principal.AccountId;
import java.util.List;
import java.util.Optional;

/** Groups of users, whose policies are those of their members. Any thread; calls block. */
public final class Groups {
  private final Workshop workshop;

  Groups(Workshop workshop) {
    this.workshop = workshop;
  }

  public Group create(AccountId account, String name, String path) {
    NameRules.check(IdentityKind.GROUP, name);
    NameRules.checkPath(path);
    IdentityRow row =
        IdentityRow.plain(
            workshop.ids().identity(IdentityKind.GROUP),
            IdentityName.group(account, name),
            path,
            workshop.now());
    return workshop
        .database()
        .change(sql -> {
          IdentityRows.insert(sql, row);
          return row.group();
        });
  }

  public Group get(AccountId account, String name) {
    return workshop.database().read(sql -> require(sql, account, name).group());
  }

  /** Groups whose path begins so, in order of names. */
  public Page<Group> list(AccountId account, String pathPrefix, PageRequest request) {
    return workshop
        .database()
        .read(sql ->
            Pages.map(
                IdentityRows.page(sql, account, IdentityKind.GROUP, pathPrefix, request),
                IdentityRow::group));
  }

  /** Gives a group another name or path; it stays the same group. */
  public void update(
      AccountId account, String name, Optional<String> newName, Optional<String> newPath) {
    newName.ifPresent(chosen -> NameRules.check(IdentityKind.GROUP, chosen));
    newPath.ifPresent(NameRules::checkPath);
    workshop
        .database()
        .change(sql -> {
          IdentityRow row = require(sql, account, name);
          IdentityRows.rename(sql, row, newName.orElse(name), newPath.orElse(row.path()));
          return true;
        });
  }

  /** Deletes a group that has no members and no policies. */
  public void delete(AccountId account, String name) {
    workshop
        .database()
        .change(sql -> {
          IdentityRow row = require(sql, account, name);
          Deletions.refuseIf(MembershipRows.anyIn(sql, row.id()), "remove users from group");
          Deletions.requireNoPolicies(sql, row.id());
          IdentityRows.delete(sql, row);
          return true;
        });
  }

  /** Puts a user into a group; nothing happens when it is there. */
  public void add(AccountId account, String group, String user) {
    workshop
        .database()
        .change(sql -> {
          IdentityRow to = require(sql, account, group);
          IdentityRow member = IdentityRows.require(sql, IdentityName.user(account, user));
          MembershipRows.add(sql, member.id(), to.id());
          if (MembershipRows.groupsOf(sql, member.id()).size() > Quotas.GROUPS_OF_USER) {
            throw new IdentityFailure.LimitExceeded(
                    "Cannot exceed quota for GroupsPerUser: " + Quotas.GROUPS_OF_USER)
                .exception();
          }
          return true;
        });
  }

  public void remove(AccountId account, String group, String user) {
    workshop
        .database()
        .change(sql -> {
          IdentityRow from = require(sql, account, group);
          IdentityRow member = IdentityRows.require(sql, IdentityName.user(account, user));
          if (!MembershipRows.remove(sql, member.id(), from.id())) {
            throw new IdentityFailure.NoSuchEntity(
                    "The user with name " + user + " is not in the group " + group + ".")
                .exception();
          }
          return true;
        });
  }

  /** The users in a group, in order of names. */
  public Page<User> members(AccountId account, String group, PageRequest request) {
    return workshop
        .database()
        .read(sql -> {
          List<IdentityRow> fetched =
              MembershipRows.members(
                  sql,
                  require(sql, account, group).id(),
                  Pages.after(request),
                  Pages.limit(request));
          return Pages.map(
              Pages.of(fetched, request, row -> row.name().name()),
              row -> row.user(TagRows.of(sql, row.id())));
        });
  }

  /** The groups that a user is in, at most {@link Quotas#GROUPS_OF_USER}, in order of names. */
  public List<Group> of(AccountId account, String user) {
    return workshop
        .database()
        .read(sql ->
            MembershipRows.groupsOf(
                    sql, IdentityRows.require(sql, IdentityName.user(account, user)).id())
                .stream()
                .map(IdentityRow::group)
                .toList());
  }

  private static IdentityRow require(Sql sql, AccountId account, String name) {
    return IdentityRows.require(sql, IdentityName.group(account, name));
  }
}
