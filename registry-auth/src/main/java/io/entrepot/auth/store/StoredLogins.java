package io.entrepot.auth.store;

import io.entrepot.auth.credential.Credential;
import io.entrepot.auth.credential.Login;
import io.entrepot.auth.credential.Logins;
import io.entrepot.auth.identity.IdentityKind;
import io.entrepot.auth.identity.IdentityName;
import io.entrepot.auth.principal.AccountId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;

/** Logins by what the store holds. */
final class StoredLogins implements Logins {
  private final Workshop workshop;
  private final KeyOpener keys;

  /** Who it is, and the password. */
  private record Found(IdentityRow row, PasswordRow password) {}

  StoredLogins(Workshop workshop, KeyOpener keys) {
    this.workshop = workshop;
    this.keys = keys;
  }

  @Override
  public Optional<Login> password(AccountId account, String user, String password) {
    IdentityName name =
        user.equals(IdentityKind.ROOT.word())
            ? IdentityName.root(account)
            : IdentityName.user(account, user);
    Optional<Found> found = workshop.database().read(sql -> find(sql, name));
    Optional<String> hash = found.flatMap(known -> known.password().hash());
    if (found.isEmpty() || hash.isEmpty()) {
      workshop.passwords().matchNobody(password);
      return Optional.empty();
    }
    if (!workshop.passwords().matches(hash.get(), password)) {
      return Optional.empty();
    }
    Credential proof = new Credential.Password(found.get().password().version());
    return found.get().row().principal().map(principal -> new Login(principal, proof));
  }

  private static Optional<Found> find(Sql sql, IdentityName name) {
    return IdentityRows.find(sql, name).map(row -> new Found(row, PasswordRow.of(sql, row.id())));
  }

  @Override
  public Optional<Login> accessKey(String id, String secret) {
    KeyOpener.Opened key = keys.open(id);
    boolean same =
        MessageDigest.isEqual(
            sha256(key.secret()), sha256(secret.getBytes(StandardCharsets.UTF_8)));
    return same ? keys.login(key) : Optional.empty();
  }

  /** Of one length, so that the comparison does not tell that of the secret. */
  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
