package io.entrepot.server.netty;

import io.entrepot.server.http.Headers;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** Names for requests: a client's own when it is short and plain, else a number written in hex. */
final class RequestId {
  static final String HEADER = "X-Request-Id";

  /** Odd, so that equal products mean equal factors. */
  private static final long STEP = 0x9E3779B97F4A7C15L;

  private static final HexFormat HEX = HexFormat.of();

  private RequestId() {}

  /** Numbers that do not repeat, for one event loop. */
  static final class Sequence {
    private long next = ThreadLocalRandom.current().nextLong();

    long next() {
      next += STEP;
      return next;
    }
  }

  static String text(long number) {
    return HEX.toHexDigits(number);
  }

  /** The id that the client brought, if it is one that may stand in a log and in an answer. */
  static Optional<String> brought(Headers headers) {
    return headers.first(HEADER).filter(RequestId::isPlain);
  }

  private static boolean isPlain(String id) {
    if (id.isEmpty() || id.length() > TransportLimits.REQUEST_ID_CHARS) {
      return false;
    }
    for (int i = 0; i < id.length(); i++) {
      char c = id.charAt(i);
      boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
      if (!letter && !(c >= '0' && c <= '9') && c != '-' && c != '_' && c != '.') {
        return false;
      }
    }
    return true;
  }
}
