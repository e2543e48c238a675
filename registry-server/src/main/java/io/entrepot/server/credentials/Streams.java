package io.entrepot.server.credentials;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;

/** What a program reads and writes. */
record Streams(InputStream in, PrintStream out, PrintStream err) {
  /** Largest request, in bytes. */
  static final int MAX_REQUEST_BYTES = 1 << 20;

  /** Everything up to the end of the input. */
  String request() throws CredentialException {
    try {
      byte[] bytes = in.readNBytes(MAX_REQUEST_BYTES + 1);
      if (bytes.length > MAX_REQUEST_BYTES) {
        throw new CredentialException("the request is larger than " + MAX_REQUEST_BYTES + " bytes");
      }
      return new String(bytes, UTF_8);
    } catch (IOException e) {
      throw new CredentialException("the request cannot be read: " + e.getMessage());
    }
  }
}
