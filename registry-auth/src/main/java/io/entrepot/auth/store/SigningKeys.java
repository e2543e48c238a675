package io.entrepot.auth.store;

import io.entrepot.auth.identity.IdentityFailure;
import io.entrepot.auth.token.KeyShelf;
import io.entrepot.auth.token.SigningKey;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/**
 * Keys that sign registry tokens, sealed in the database (PKCS #8). No decision is read again
 * because of them.
 */
final class SigningKeys implements KeyShelf {
  private final Workshop workshop;

  /** A key as its row holds it. */
  private record Sealed(String id, byte[] privateKey, Instant created) {}

  SigningKeys(Workshop workshop) {
    this.workshop = workshop;
  }

  @Override
  public List<SigningKey> keys() {
    return workshop
        .database()
        .read(sql ->
            sql.list(
                "SELECT id, private_key, created_at FROM signing_key ORDER BY created_at, id",
                row ->
                    new Sealed(
                        row.getString(1), row.getBytes(2), Instant.ofEpochMilli(row.getLong(3)))))
        .stream()
        .map(this::opened)
        .toList();
  }

  @Override
  public void add(SigningKey key) {
    byte[] encoded = key.pair().getPrivate().getEncoded();
    byte[] sealed = workshop.masterKey().seal(sealedAs(key.id()), encoded);
    Arrays.fill(encoded, (byte) 0);
    workshop
        .database()
        .note(sql -> {
          if (sql.exists("SELECT 1 FROM signing_key WHERE id = ?", key.id())) {
            throw new IdentityFailure.EntityAlreadyExists(
                    "A signing key " + key.id() + " already exists.")
                .exception();
          }
          return sql.update(
              "INSERT INTO signing_key (id, private_key, created_at) VALUES (?, ?, ?)",
              key.id(),
              sealed,
              key.created().toEpochMilli());
        });
  }

  @Override
  public void remove(String id) {
    workshop.database().note(sql -> sql.update("DELETE FROM signing_key WHERE id = ?", id));
  }

  private SigningKey opened(Sealed sealed) {
    byte[] encoded = workshop.masterKey().unseal(sealedAs(sealed.id()), sealed.privateKey());
    try {
      return new SigningKey(sealed.id(), pair(encoded), sealed.created());
    } catch (GeneralSecurityException e) {
      throw new StoreException("not an RSA key: " + sealedAs(sealed.id()), e);
    } finally {
      Arrays.fill(encoded, (byte) 0);
    }
  }

  /** The private key of RSA holds the public one. */
  private static KeyPair pair(byte[] encoded) throws GeneralSecurityException {
    KeyFactory rsa = KeyFactory.getInstance("RSA");
    PrivateKey key = rsa.generatePrivate(new PKCS8EncodedKeySpec(encoded));
    if (!(key instanceof RSAPrivateCrtKey whole)) {
      throw new StoreException("a signing key lacks its public part");
    }
    return new KeyPair(
        rsa.generatePublic(new RSAPublicKeySpec(whole.getModulus(), whole.getPublicExponent())),
        key);
  }

  private static String sealedAs(String id) {
    return "signing key " + id;
  }
}
