package io.entrepot.server.contract;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs requests on {@code POST /} with Signature V4, for tests that want to sign badly as well.
 *
 * @param service that the request is signed for
 * @param late how much later the sender's clock is
 */
record Signing(
    String keyId, String secret, Optional<String> sessionToken, String service, Duration late) {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  static Signing with(String keyId, String secret, String service) {
    return new Signing(keyId, secret, Optional.empty(), service, Duration.ZERO);
  }

  Signing session(String token) {
    return new Signing(keyId, secret, Optional.of(token), service, late);
  }

  Signing late(Duration duration) {
    return new Signing(keyId, secret, sessionToken, service, duration);
  }

  /**
   * Header fields, names and values in turn, of a signed request.
   *
   * @param more further fields, which are signed as well
   */
  String[] headers(String host, Instant now, byte[] body, Map<String, String> more) {
    String time = TIME.format(now.plus(late));
    TreeMap<String, String> signed = new TreeMap<>();
    more.forEach((name, value) -> signed.put(name.toLowerCase(java.util.Locale.ROOT), value));
    signed.put("x-amz-date", time);
    sessionToken.ifPresent(token -> signed.put("x-amz-security-token", token));
    List<String> headers = new ArrayList<>();
    signed.forEach((name, value) -> headers.addAll(List.of(name, value)));
    signed.put("host", host);
    String names = String.join(";", signed.keySet());
    StringBuilder request = new StringBuilder("POST\n/\n\n");
    signed.forEach((name, value) -> request.append(name).append(':').append(value).append('\n'));
    request.append('\n').append(names).append('\n').append(hash(body));
    String scope = time.substring(0, 8) + "/us-east-1/" + service + "/aws4_request";
    String toSign =
        "AWS4-HMAC-SHA256\n"
            + time
            + "\n"
            + scope
            + "\n"
            + hash(request.toString().getBytes(UTF_8));
    byte[] key = ("AWS4" + secret).getBytes(UTF_8);
    for (String step : scope.split("/")) {
      key = hmac(key, step);
    }
    headers.add("Authorization");
    headers.add(
        "AWS4-HMAC-SHA256 Credential="
            + keyId
            + "/"
            + scope
            + ", SignedHeaders="
            + names
            + ", Signature="
            + HexFormat.of().formatHex(hmac(key, toSign)));
    return headers.toArray(String[]::new);
  }

  private static String hash(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] hmac(byte[] key, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(text.getBytes(UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
