package io.entrepot.auth.store;

import io.entrepot.auth.identity.IdentityFailure;
import io.entrepot.auth.identity.IdentityKind;
import io.entrepot.auth.identity.IdentityName;
import io.entrepot.auth.identity.Quotas;
import java.time.Instant;
import java.util.Optional;

/** Passwords of users and roots. Any thread; calls block. */
public final class LoginProfiles {
  private final Workshop workshop;

  LoginProfiles(Workshop workshop) {
    this.workshop = workshop;
  }

  /** Gives a user that has none a password. */
  public void create(IdentityName user, String password) {
    set(user, password, false);
  }

  /** Changes a password; what was begun with the last one ends. */
  public void update(IdentityName user, String password) {
    set(user, password, true);
  }

  /** Takes a user's password away. */
  public void delete(IdentityName user) {
    workshop
        .database()
        .change(sql -> {
          IdentityRow row = require(sql, user);
          requirePresent(sql, row);
          PasswordRow.set(sql, row.id(), Optional.empty(), workshop.now());
          return true;
        });
  }

  /** When the password was set; {@link IdentityFailure.NoSuchEntity} when there is none. */
  public Instant created(IdentityName user) {
    return workshop
        .database()
        .read(sql -> {
          IdentityRow row = require(sql, user);
          requirePresent(sql, row);
          return Instant.ofEpochMilli(
              sql.count("SELECT password_set_at FROM identity WHERE id = ?", row.id()));
        });
  }

  private void set(IdentityName user, String password, boolean replaces) {
    check(password);
    String hash = workshop.passwords().hash(password);
    workshop
        .database()
        .change(sql -> {
          IdentityRow row = require(sql, user);
          if (replaces) {
            requirePresent(sql, row);
          } else if (PasswordRow.of(sql, row.id()).hash().isPresent()) {
            throw new IdentityFailure.EntityAlreadyExists(
                    "Login Profile for user " + user.name() + " already exists.")
                .exception();
          }
          PasswordRow.set(sql, row.id(), Optional.of(hash), workshop.now());
          return true;
        });
  }

  /** Only users and roots have passwords. */
  private static IdentityRow require(Sql sql, IdentityName user) {
    if (user.kind() != IdentityKind.USER && user.kind() != IdentityKind.ROOT) {
      throw new IdentityFailure.InvalidInput("A " + user.kind().word() + " has no password.")
          .exception();
    }
    return IdentityRows.require(sql, user);
  }

  private static void requirePresent(Sql sql, IdentityRow row) {
    if (PasswordRow.of(sql, row.id()).hash().isEmpty()) {
      throw new IdentityFailure.NoSuchEntity(
              "Login Profile for User " + row.name().name() + " cannot be found.")
          .exception();
    }
  }

  static void check(String password) {
    if (password.length() < Quotas.SHORTEST_PASSWORD
        || password.length() > Quotas.LONGEST_PASSWORD) {
      throw new IdentityFailure.PasswordPolicyViolation(
              "Password should have "
                  + Quotas.SHORTEST_PASSWORD
                  + " to "
                  + Quotas.LONGEST_PASSWORD
                  + " characters.")
          .exception();
    }
  }
}
