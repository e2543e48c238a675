package io.entrepot.server.oci.catalog;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.entrepot.server.error.OciError;
import io.entrepot.server.error.RefusedException;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Hides a place in a list whose name the client may not see (AES-GCM, with a key of this process).
 * Any thread.
 */
final class SealedCursor {
  /** No repository's name begins so. */
  private static final String MARK = "~";

  private static final int KEY_BYTES = 16;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;

  private final SecureRandom random = new SecureRandom();
  private final SecretKeySpec key;

  SealedCursor() {
    byte[] bytes = new byte[KEY_BYTES];
    random.nextBytes(bytes);
    key = new SecretKeySpec(bytes, "AES");
  }

  String seal(String name) {
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    // Padded, so that its length says nothing either.
    byte[] sealed = cipher(Cipher.ENCRYPT_MODE, nonce, Arrays.copyOf(name.getBytes(UTF_8), 256));
    byte[] both = Arrays.copyOf(nonce, NONCE_BYTES + sealed.length);
    System.arraycopy(sealed, 0, both, NONCE_BYTES, sealed.length);
    return MARK + Base64.getUrlEncoder().withoutPadding().encodeToString(both);
  }

  /** The place that a client names: a sealed one opened, any other as it is. */
  String open(String last) {
    if (!last.startsWith(MARK)) {
      return last;
    }
    try {
      byte[] both = Base64.getUrlDecoder().decode(last.substring(MARK.length()));
      if (both.length > NONCE_BYTES) {
        byte[] name =
            cipher(
                Cipher.DECRYPT_MODE,
                Arrays.copyOf(both, NONCE_BYTES),
                Arrays.copyOfRange(both, NONCE_BYTES, both.length));
        return new String(name, UTF_8).replace("\0", "");
      }
    } catch (IllegalArgumentException | IllegalStateException e) {
      // The same answer as for one that is too short.
    }
    throw new RefusedException(
        400,
        OciError.UNSUPPORTED,
        "the query parameter last is not good any more: begin again without it",
        List.of());
  }

  private byte[] cipher(int mode, byte[] nonce, byte[] input) {
    try {
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
      return cipher.doFinal(input);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("not sealed by this process", e);
    }
  }
}
