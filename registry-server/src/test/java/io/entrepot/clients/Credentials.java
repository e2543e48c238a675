package io.entrepot.clients;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;

/** What a client is given to log in with. */
record Credentials(String user, String password) {
  /** As a header field. */
  String basic() {
    return "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(UTF_8));
  }

  /** The same user with a password that is not its own. */
  Credentials wrong() {
    return new Credentials(user, "not-" + password.substring(0, 1));
  }

  /** Does not show the password. */
  @Override
  public String toString() {
    return user;
  }
}
