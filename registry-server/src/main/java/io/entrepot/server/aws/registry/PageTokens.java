package io.entrepot.server.aws.registry;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.entrepot.auth.credential.MasterKey;
import io.entrepot.auth.credential.MasterKeyException;
import io.entrepot.server.aws.AwsError;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/**
 * The values of {@code nextToken}: a place in a list, sealed for that list (AES-GCM), so that it
 * tells nothing of what its bearer may not see and is no good elsewhere. Any thread.
 */
public final class PageTokens {
  /** So that its length says nothing of the place. */
  private static final int PADDED = 64;

  private final MasterKey key;

  /**
   * @param key 32 bytes, the same after each start
   */
  public PageTokens(byte[] key) {
    this.key = new MasterKey(key, new SecureRandom());
  }

  /** The token for what follows a place, where something does. */
  Optional<String> next(String list, Optional<String> place) {
    return place.map(text -> seal(list, text));
  }

  private String seal(String list, String place) {
    byte[] text = place.getBytes(UTF_8);
    byte[] padded = Arrays.copyOf(text, (text.length / PADDED + 1) * PADDED);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(key.seal(list, padded));
  }

  /**
   * The place that a token means.
   *
   * @throws io.entrepot.server.aws.AwsException when it was not given for this list
   */
  String open(String list, String token) {
    try {
      byte[] padded = key.unseal(list, Base64.getUrlDecoder().decode(token));
      return new String(padded, UTF_8).replace("\0", "");
    } catch (IllegalArgumentException | MasterKeyException e) {
      throw AwsError.INVALID_PARAMETER.because(
          "Invalid parameter at 'nextToken' failed to satisfy constraint: 'Invalid token'");
    }
  }
}
