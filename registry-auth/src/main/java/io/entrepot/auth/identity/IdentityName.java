package io.entrepot.auth.identity;

import io.entrepot.auth.principal.AccountId;

/** Names a root, user, group or role: what most calls about one are told. */
public record IdentityName(AccountId account, IdentityKind kind, String name) {
  public static IdentityName root(AccountId account) {
    return new IdentityName(account, IdentityKind.ROOT, "root");
  }

  public static IdentityName user(AccountId account, String name) {
    return new IdentityName(account, IdentityKind.USER, name);
  }

  public static IdentityName group(AccountId account, String name) {
    return new IdentityName(account, IdentityKind.GROUP, name);
  }

  public static IdentityName role(AccountId account, String name) {
    return new IdentityName(account, IdentityKind.ROLE, name);
  }
}
