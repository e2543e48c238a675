package io.entrepot.auth.signature;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a request says of its own signature; nothing of it is proved.
 *
 * @param headers names of the signed ones: in lower case, in order, each once
 * @param lifetime how long a presigned request holds; empty: it carries its signature in the header
 */
record Claim(
    String accessKeyId,
    CredentialScope scope,
    List<String> headers,
    String signature,
    SigningTime time,
    Optional<Duration> lifetime,
    Optional<String> sessionToken) {
  static final String SESSION_TOKEN = "X-Amz-Security-Token";

  boolean presigned() {
    return lifetime.isPresent();
  }
}
