package io.entrepot.server.command;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** A user and a password, or an access key id and its secret. Does not show the second. */
record Credentials(String name, String secret) {
  /** As the header field has it (RFC 7617). */
  String authorization() {
    byte[] both = (name + ":" + secret).getBytes(StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(both);
  }

  @Override
  public String toString() {
    return "Credentials[" + name + "]";
  }
}
