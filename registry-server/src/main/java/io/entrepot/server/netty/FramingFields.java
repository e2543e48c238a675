package io.entrepot.server.netty;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** The header fields that say where a request ends and what becomes of its connection. */
final class FramingFields {
  /** A length of more digits is not counted but refused. */
  private static final int LENGTH_DIGITS = 18;

  private boolean hasLength;
  private long length;
  private boolean chunked;
  private int hosts;
  private boolean close;
  private boolean keep;
  private boolean expects;

  /** Takes note of a field; most are told apart by the length of their name. */
  void see(byte[] bytes, int nameStart, int nameEnd, int valueStart, int valueEnd)
      throws RefusedRequestException {
    switch (nameEnd - nameStart) {
      case 4 -> hosts += Ascii.equalsIgnoreCase(bytes, nameStart, "host") ? 1 : 0;
      case 6 -> {
        if (Ascii.equalsIgnoreCase(bytes, nameStart, "expect")) {
          seeExpect(bytes, valueStart, valueEnd);
        }
      }
      case 10 -> {
        if (Ascii.equalsIgnoreCase(bytes, nameStart, "connection")) {
          seeConnection(bytes, valueStart, valueEnd);
        }
      }
      case 14 -> {
        if (Ascii.equalsIgnoreCase(bytes, nameStart, "content-length")) {
          seeLength(bytes, valueStart, valueEnd);
        }
      }
      case 17 -> {
        if (Ascii.equalsIgnoreCase(bytes, nameStart, "transfer-encoding")) {
          seeEncoding(bytes, valueStart, valueEnd);
        }
      }
      default -> {
        // No other field matters here.
      }
    }
  }

  private void seeExpect(byte[] bytes, int start, int end) throws RefusedRequestException {
    if (!is(bytes, start, end, "100-continue")) {
      throw new RefusedRequestException(417, "the expectation is not known");
    }
    expects = true;
  }

  private void seeConnection(byte[] bytes, int start, int end) {
    String value = new String(bytes, start, end - start, StandardCharsets.ISO_8859_1);
    for (String option : value.toLowerCase(Locale.ROOT).split(",", -1)) {
      close |= option.strip().equals("close");
      keep |= option.strip().equals("keep-alive");
    }
  }

  private void seeLength(byte[] bytes, int start, int end) throws RefusedRequestException {
    if (hasLength || end == start || end - start > LENGTH_DIGITS) {
      throw new RefusedRequestException(400, "the Content-Length is malformed or repeated");
    }
    for (int i = start; i < end; i++) {
      if (bytes[i] < '0' || bytes[i] > '9') {
        throw new RefusedRequestException(400, "the Content-Length is not a number");
      }
      length = length * 10 + bytes[i] - '0';
    }
    hasLength = true;
  }

  private void seeEncoding(byte[] bytes, int start, int end) throws RefusedRequestException {
    if (chunked || !is(bytes, start, end, "chunked")) {
      throw new RefusedRequestException(501, "only the transfer coding chunked is known");
    }
    chunked = true;
  }

  private static boolean is(byte[] bytes, int start, int end, String text) {
    return end - start == text.length() && Ascii.equalsIgnoreCase(bytes, start, text);
  }

  /** The body's length in bytes or {@link Http1Head#CHUNKED}, once all fields are seen. */
  long bodyLength(boolean oldVersion) throws RefusedRequestException {
    if (hosts > 1 || (hosts == 0 && !oldVersion)) {
      throw new RefusedRequestException(400, "there must be one Host");
    }
    if (chunked && (hasLength || oldVersion)) {
      throw new RefusedRequestException(400, "the length of the body is ambiguous");
    }
    return chunked ? Http1Head.CHUNKED : length;
  }

  boolean keepAlive(boolean oldVersion) {
    return !close && (keep || !oldVersion);
  }

  boolean expectsContinue(boolean oldVersion) {
    return expects && !oldVersion;
  }
}
