package io.entrepot.server.credentials;

import java.time.Duration;
import java.util.Optional;

/**
 * A user and what proves it, as clients present them by Basic. Does not show the secret.
 *
 * @param lasts how long from now; empty when it is not known to end
 */
record LoginSecret(String user, String secret, Optional<Duration> lasts) {
  @Override
  public String toString() {
    return "LoginSecret[" + user + "]";
  }
}
