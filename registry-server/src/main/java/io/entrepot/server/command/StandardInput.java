package io.entrepot.server.command;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** The standard input, which is one thing only. */
final class StandardInput {
  /** Far more than a policy may have. */
  static final int MOST_BYTES = 1 << 20;

  private final InputStream in;
  private String takenFor = "";

  StandardInput(InputStream in) {
    this.in = in;
  }

  /**
   * All of it.
   *
   * @param purpose the option that asks
   * @throws ClientException when another has asked before, or it cannot be read
   */
  String take(String purpose) throws ClientException {
    if (!takenFor.isEmpty()) {
      throw ClientException.usage(
          takenFor + " and " + purpose + " cannot both read the standard input");
    }
    takenFor = purpose;
    try {
      byte[] bytes = in.readNBytes(MOST_BYTES + 1);
      if (bytes.length > MOST_BYTES) {
        throw new ClientException("the standard input is longer than 1 MiB");
      }
      return new String(bytes, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new ClientException("the standard input cannot be read: " + e.getMessage());
    }
  }

  /** A password: all of it but the end of the line. */
  String takePassword(String purpose) throws ClientException {
    String text = take(purpose).replaceFirst("\r?\n\\z", "");
    if (text.isEmpty()) {
      throw ClientException.usage(purpose + ": the standard input is empty");
    }
    return text;
  }
}
