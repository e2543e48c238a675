package io.entrepot.server.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.entrepot.auth.credential.HmacSha256;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;

/**
 * Paths that whoever holds them may ask for without credentials, with one method and for a time:
 * the query says until when and is signed together with method and path (HMAC-SHA-256). Any thread.
 */
public final class SignedPaths {
  /** The query parameter that says until when, in seconds since 1970. */
  public static final String EXPIRES = "expires";

  /** The query parameter with the signature. */
  public static final String SIGNATURE = "signature";

  /** Digits of a time that is worth looking at. */
  private static final int TIME_DIGITS = 12;

  private final byte[] key;
  private final InstantSource clock;

  /**
   * @param key the same after each start, and for nothing else
   */
  public SignedPaths(byte[] key, InstantSource clock) {
    this.key = key.clone();
    this.clock = clock;
  }

  /** The path with a query that makes it good for so long. */
  public String signed(String method, String path, Duration life) {
    String expires = Long.toString(clock.instant().plus(life).getEpochSecond());
    return path
        + "?"
        + EXPIRES
        + "="
        + expires
        + "&"
        + SIGNATURE
        + "="
        + Base64.getUrlEncoder().withoutPadding().encodeToString(mac(method, path, expires));
  }

  /** Whether these are what {@link #signed} gave for this method and path, in time. */
  public boolean holds(String method, String path, String expires, String signature) {
    boolean number =
        !expires.isEmpty()
            && expires.length() <= TIME_DIGITS
            && expires.chars().allMatch(c -> c >= '0' && c <= '9');
    return number
        && clock.instant().getEpochSecond() < Long.parseLong(expires)
        && MessageDigest.isEqual(mac(method, path, expires), decoded(signature));
  }

  private static byte[] decoded(String signature) {
    try {
      return Base64.getUrlDecoder().decode(signature);
    } catch (IllegalArgumentException e) {
      return new byte[0];
    }
  }

  private byte[] mac(String method, String path, String expires) {
    return HmacSha256.of(key, (method + "\n" + path + "\n" + expires).getBytes(UTF_8));
  }
}
