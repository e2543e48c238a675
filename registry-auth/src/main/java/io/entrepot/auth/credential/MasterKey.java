package io.entrepot.auth.credential;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The key under which secrets lie in the database: AES-256-GCM, a random nonce for each, the name
 * of the row as associated data, so that a sealed secret opens in its own row alone. Any thread.
 */
public final class MasterKey {
  /** Length of the key in bytes. */
  public static final int BYTES = 32;

  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;
  private static final byte FORMAT = 1;

  private final SecretKeySpec key;
  private final SecureRandom random;

  /**
   * @param key {@link #BYTES} of them, which are copied
   * @param random where nonces come from
   */
  public MasterKey(byte[] key, SecureRandom random) {
    if (key.length != BYTES) {
      throw new MasterKeyException("The master key has to be " + BYTES + " bytes.");
    }
    this.key = new SecretKeySpec(key, "AES");
    this.random = random;
  }

  /**
   * Seals a secret for one row.
   *
   * @param row names the row; {@link #unseal} needs the same
   */
  public byte[] seal(String row, byte[] secret) {
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    try {
      byte[] sealed = cipher(Cipher.ENCRYPT_MODE, nonce, row).doFinal(secret);
      return ByteBuffer.allocate(1 + NONCE_BYTES + sealed.length)
          .put(FORMAT)
          .put(nonce)
          .put(sealed)
          .array();
    } catch (GeneralSecurityException e) {
      throw new MasterKeyException("A secret could not be sealed.", e);
    }
  }

  /**
   * Opens what was sealed for this row; a {@link MasterKeyException} if it was sealed with another
   * key or for another row, or was changed.
   */
  public byte[] unseal(String row, byte[] sealed) {
    if (sealed.length <= 1 + NONCE_BYTES || sealed[0] != FORMAT) {
      throw new MasterKeyException("A sealed secret is damaged: " + row);
    }
    byte[] nonce = Arrays.copyOfRange(sealed, 1, 1 + NONCE_BYTES);
    try {
      return cipher(Cipher.DECRYPT_MODE, nonce, row)
          .doFinal(sealed, 1 + NONCE_BYTES, sealed.length - 1 - NONCE_BYTES);
    } catch (AEADBadTagException e) {
      throw new MasterKeyException("The master key does not open " + row + ".", e);
    } catch (GeneralSecurityException e) {
      throw new MasterKeyException("A secret could not be opened.", e);
    }
  }

  /**
   * A key of its own for one purpose, the same each time, from which this one cannot be told
   * (HMAC-SHA-256 of the purpose).
   */
  public byte[] derived(String purpose) {
    return HmacSha256.of(key.getEncoded(), purpose.getBytes(StandardCharsets.UTF_8));
  }

  private Cipher cipher(int mode, byte[] nonce, String row) throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(row.getBytes(StandardCharsets.UTF_8));
    return cipher;
  }

  @Override
  public String toString() {
    return "MasterKey";
  }
}
