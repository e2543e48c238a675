package io.entrepot.server.aws.registry;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.entrepot.server.aws.AwsError;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The values of {@code nextToken}: a place in a list, sealed for that list (AES-GCM), so that it
 * tells nothing of what its bearer may not see and is no good elsewhere. Any thread.
 */
public final class PageTokens {
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;

  /** So that its length says nothing of the place. */
  private static final int PADDED = 64;

  private final SecureRandom random = new SecureRandom();
  private final SecretKeySpec key;

  /**
   * @param key 32 bytes, the same after each start
   */
  public PageTokens(byte[] key) {
    this.key = new SecretKeySpec(key, "AES");
  }

  /** The token for what follows a place, where something does. */
  Optional<String> next(String list, Optional<String> place) {
    return place.map(text -> seal(list, text));
  }

  private String seal(String list, String place) {
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    byte[] text = place.getBytes(UTF_8);
    byte[] padded = Arrays.copyOf(text, (text.length / PADDED + 1) * PADDED);
    byte[] sealed = cipher(Cipher.ENCRYPT_MODE, list, nonce, padded);
    byte[] both = Arrays.copyOf(nonce, NONCE_BYTES + sealed.length);
    System.arraycopy(sealed, 0, both, NONCE_BYTES, sealed.length);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(both);
  }

  /**
   * The place that a token means.
   *
   * @throws io.entrepot.server.aws.AwsException when it was not given for this list
   */
  String open(String list, String token) {
    try {
      byte[] both = Base64.getUrlDecoder().decode(token);
      if (both.length > NONCE_BYTES) {
        byte[] padded =
            cipher(
                Cipher.DECRYPT_MODE,
                list,
                Arrays.copyOf(both, NONCE_BYTES),
                Arrays.copyOfRange(both, NONCE_BYTES, both.length));
        return new String(padded, UTF_8).replace("\0", "");
      }
    } catch (IllegalArgumentException | IllegalStateException e) {
      // The same answer as for one that is too short.
    }
    throw AwsError.INVALID_PARAMETER.because(
        "Invalid parameter at 'nextToken' failed to satisfy constraint: 'Invalid token'");
  }

  private byte[] cipher(int mode, String list, byte[] nonce, byte[] input) {
    try {
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
      cipher.updateAAD(list.getBytes(UTF_8));
      return cipher.doFinal(input);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("not sealed with this key for this list", e);
    }
  }
}
