package io.entrepot.auth.identity;

import io.entrepot.auth.principal.AccountId;
import java.time.Instant;

/**
 * A group of users.
 *
 * @param path begins and ends with a slash
 * @param id unique for ever
 */
public record Group(AccountId account, String path, String name, String id, Instant created) {
  public String arn() {
    return "arn:aws:iam::" + account + ":group" + path + name;
  }
}
