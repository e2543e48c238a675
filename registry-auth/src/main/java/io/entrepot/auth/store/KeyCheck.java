package io.entrepot.auth.store;

import io.entrepot.auth.credential.MasterKey;
import io.entrepot.auth.credential.MasterKeyException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Tells at the start whether the secrets can be opened at all. */
final class KeyCheck {
  private static final String NAME = "master key check";
  private static final byte[] KNOWN = "entrepot".getBytes(StandardCharsets.US_ASCII);

  private KeyCheck() {}

  /** Opens what the first start sealed, or seals it. */
  static void check(IdentityDatabase database, MasterKey key) {
    Optional<byte[]> sealed = database.read(KeyCheck::sealed);
    if (sealed.isEmpty()) {
      byte[] value = key.seal(NAME, KNOWN);
      database.change(
          sql -> sql.update("INSERT INTO setting (name, value) VALUES (?, ?)", NAME, value));
      return;
    }
    try {
      key.unseal(NAME, sealed.get());
    } catch (MasterKeyException e) {
      throw new MasterKeyException(
          "The master key is not the one that the stored identities were sealed with.", e);
    }
  }

  private static Optional<byte[]> sealed(Sql sql) {
    return sql.one("SELECT value FROM setting WHERE name = ?", row -> row.getBytes(1), NAME);
  }
}
