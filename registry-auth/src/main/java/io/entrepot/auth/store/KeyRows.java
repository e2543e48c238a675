package io.entrepot.auth.store;

import io.entrepot.auth.credential.MasterKey;
import io.entrepot.auth.identity.AccessKey;
import io.entrepot.auth.identity.IdentityFailure;
import io.entrepot.auth.identity.IdentityKind;
import io.entrepot.auth.identity.IdentityName;
import io.entrepot.auth.identity.KeyUse;
import io.entrepot.auth.principal.AccountId;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/** Access keys. */
final class KeyRows {
  static final String SELECT =
      "SELECT k.id AS key_id, k.active, k.created_at AS key_created_at, i.account, i.kind, i.name"
          + " FROM access_key k JOIN identity i ON i.id = k.identity ";

  private KeyRows() {}

  /** The name of a key's row, under which its secret is sealed. */
  static String sealedAs(String id) {
    return "access key " + id;
  }

  static byte[] sealed(MasterKey key, String id, String secret) {
    return key.seal(sealedAs(id), secret.getBytes(StandardCharsets.UTF_8));
  }

  static AccessKey read(ResultSet row) throws SQLException {
    IdentityName owner =
        new IdentityName(
            new AccountId(row.getString("account")),
            IdentityKind.of(row.getString("kind")),
            row.getString("name"));
    return new AccessKey(
        row.getString("key_id"),
        owner,
        row.getInt("active") != 0,
        Instant.ofEpochMilli(row.getLong("key_created_at")));
  }

  static Optional<AccessKey> find(Sql sql, String id) {
    return sql.one(SELECT + "WHERE k.id = ?", KeyRows::read, id);
  }

  static void insert(Sql sql, String identity, String id, byte[] sealed, Instant now) {
    if (sql.exists("SELECT 1 FROM access_key WHERE id = ?", id)) {
      throw new IdentityFailure.EntityAlreadyExists("Access key " + id + " already exists.")
          .exception();
    }
    sql.update(
        "INSERT INTO access_key (id, identity, secret, active, created_at) VALUES (?, ?, ?, 1, ?)",
        id,
        identity,
        sealed,
        now.toEpochMilli());
  }

  static long count(Sql sql, String identity) {
    return sql.count("SELECT count(*) FROM access_key WHERE identity = ?", identity);
  }

  /** The identity that owns a key, its sealed secret and whether it is active. */
  static Optional<KeyState> state(Sql sql, String id) {
    return sql.one(
        "SELECT identity, secret, active FROM access_key WHERE id = ?",
        row -> new KeyState(row.getString(1), row.getBytes(2), row.getInt(3) != 0),
        id);
  }

  static Optional<KeyUse> use(Sql sql, String id) {
    return sql.one(
        "SELECT used_at, used_service, used_region FROM access_key"
            + " WHERE id = ? AND used_at IS NOT NULL",
        row -> new KeyUse(Instant.ofEpochMilli(row.getLong(1)), row.getString(2), row.getString(3)),
        id);
  }

  static void noteUse(Sql sql, String id, KeyUse use) {
    sql.update(
        "UPDATE access_key SET used_at = ?, used_service = ?, used_region = ? WHERE id = ?",
        use.time().toEpochMilli(),
        use.service(),
        use.region(),
        id);
  }
}
