package io.entrepot.auth.token;

import java.security.KeyPair;
import java.time.Instant;

/**
 * A key that signs tokens, or did.
 *
 * @param id unique for ever; tokens name their key by it
 * @param pair RSA
 */
public record SigningKey(String id, KeyPair pair, Instant created) {
  /** Does not show the private key. */
  @Override
  public String toString() {
    return "SigningKey[" + id + ", " + created + "]";
  }
}
