package io.entrepot.server.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;

/** A user and a password (RFC 7617). Does not show the password. */
record BasicCredentials(String user, String password) {
  /**
   * Reads what follows {@code Basic}.
   *
   * @throws NotAuthenticatedException when it is malformed
   */
  static BasicCredentials parse(String base64) {
    try {
      String text = new String(Base64.getDecoder().decode(base64.strip()), UTF_8);
      int colon = text.indexOf(':');
      if (colon > 0) {
        return new BasicCredentials(text.substring(0, colon), text.substring(colon + 1));
      }
    } catch (IllegalArgumentException notBase64) {
      // The same answer as for a missing colon.
    }
    throw new NotAuthenticatedException(
        NotAuthenticatedException.Kind.MALFORMED,
        "Basic credentials are the user, a colon and the password, in Base64");
  }

  @Override
  public String toString() {
    return "BasicCredentials[" + user + "]";
  }
}
