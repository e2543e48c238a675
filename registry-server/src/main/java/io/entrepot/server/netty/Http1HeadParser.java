package io.entrepot.server.netty;

import io.entrepot.server.http.Method;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * Reads one head of HTTP/1.1 or 1.0 (RFC 9112), strictly: what two servers could read in two ways
 * (a lone line feed, a folded field, blanks before a colon, two lengths) is refused, so that nobody
 * smuggles a request past a proxy. Made anew for each attempt; a head that is not whole yet is read
 * from its start again.
 */
final class Http1HeadParser {
  private static final int FIRST_PLACES = 4 * 16;
  private static final byte[] PROTOCOL = {'H', 'T', 'T', 'P', '/'};

  private final byte[] bytes;
  private final int limit;
  private final TransportLimits limits;
  private int at;
  private int[] places = new int[FIRST_PLACES];
  private int placed;
  private final FramingFields framing = new FramingFields();

  private Http1HeadParser(byte[] bytes, int limit, TransportLimits limits) {
    this.bytes = bytes;
    this.limit = limit;
    this.limits = limits;
  }

  /**
   * Reads a head from the start of the bytes.
   *
   * @param length how many bytes there are
   * @return empty when the head is not whole; the head's length is that of its bytes
   */
  static Optional<Http1Head> parse(byte[] bytes, int length, TransportLimits limits)
      throws RefusedRequestException {
    int limit = Math.min(length, limits.headBytes());
    Http1HeadParser parser = new Http1HeadParser(bytes, limit, limits);
    Optional<Http1Head> head = parser.head();
    if (head.isEmpty() && length >= limits.headBytes()) {
      throw new RefusedRequestException(431, "the header fields are too large");
    }
    return head;
  }

  private Optional<Http1Head> head() throws RefusedRequestException {
    int methodEnd = methodEnd();
    int targetEnd = methodEnd < 0 ? -1 : targetEnd(methodEnd + 1);
    boolean whole = targetEnd >= 0 && skipVersion(targetEnd + 1) && fields();
    if (!whole) {
      return Optional.empty();
    }
    boolean old = bytes[targetEnd + 8] == '0';
    long length = framing.bodyLength(old);
    Method method = MethodName.parse(bytes, 0, methodEnd);
    return Optional.of(
        new Http1Head(
            method,
            target(methodEnd + 1, targetEnd),
            Arrays.copyOf(bytes, at),
            Arrays.copyOf(places, placed),
            length,
            framing.keepAlive(old),
            old,
            framing.expectsContinue(old)));
  }

  private int methodEnd() throws RefusedRequestException {
    int i = 0;
    while (i < limit && Ascii.isToken(bytes[i])) {
      i++;
    }
    if (i < limit && (bytes[i] != ' ' || i == 0)) {
      throw bad("the request line does not begin with a method");
    }
    return i < limit ? i : -1;
  }

  private int targetEnd(int start) throws RefusedRequestException {
    int i = start;
    while (i < limit && Ascii.isVisible(bytes[i])) {
      i++;
    }
    if (i - start > limits.targetBytes()) {
      throw new RefusedRequestException(414, "the path and query are too long");
    }
    if (i < limit && (bytes[i] != ' ' || i == start)) {
      throw bad("the request line is malformed");
    }
    return i < limit ? i : -1;
  }

  /** Reads "HTTP/1.1" and the line's end. */
  private boolean skipVersion(int start) throws RefusedRequestException {
    if (limit - start < 10) {
      return false;
    }
    if (!Arrays.equals(bytes, start, start + 5, PROTOCOL, 0, 5) || bytes[start + 6] != '.') {
      throw bad("the request line is malformed");
    }
    byte minor = bytes[start + 7];
    if (bytes[start + 5] != '1' || (minor != '1' && minor != '0')) {
      throw new RefusedRequestException(505, "only HTTP/1.1 and 1.0 are spoken here");
    }
    at = start + 8;
    return skipLineEnd();
  }

  /** Reads fields up to and with the blank line. */
  private boolean fields() throws RefusedRequestException {
    while (limit - at >= 2) {
      if (bytes[at] == '\r') {
        return skipLineEnd();
      }
      if (!field()) {
        return false;
      }
    }
    return false;
  }

  private boolean field() throws RefusedRequestException {
    int nameStart = at;
    int nameEnd = nameStart;
    while (nameEnd < limit && Ascii.isToken(bytes[nameEnd])) {
      nameEnd++;
    }
    if (nameEnd == limit) {
      return false;
    }
    if (bytes[nameEnd] != ':' || nameEnd == nameStart) {
      throw bad("a header field is malformed");
    }
    int valueStart = nameEnd + 1;
    while (valueStart < limit && Ascii.isBlank(bytes[valueStart])) {
      valueStart++;
    }
    at = valueStart;
    while (at < limit && Ascii.isText(bytes[at])) {
      at++;
    }
    int valueEnd = at;
    while (valueEnd > valueStart && Ascii.isBlank(bytes[valueEnd - 1])) {
      valueEnd--;
    }
    if (!skipLineEnd()) {
      return false;
    }
    place(nameStart, nameEnd, valueStart, valueEnd);
    framing.see(bytes, nameStart, nameEnd, valueStart, valueEnd);
    return true;
  }

  private void place(int nameStart, int nameEnd, int valueStart, int valueEnd)
      throws RefusedRequestException {
    if (placed == limits.headerFields() * 4) {
      throw new RefusedRequestException(431, "there are too many header fields");
    }
    if (placed == places.length) {
      places = Arrays.copyOf(places, places.length * 2);
    }
    places[placed++] = nameStart;
    places[placed++] = nameEnd;
    places[placed++] = valueStart;
    places[placed++] = valueEnd;
  }

  private boolean skipLineEnd() throws RefusedRequestException {
    if (limit - at < 2) {
      return false;
    }
    if (bytes[at] != '\r' || bytes[at + 1] != '\n') {
      throw bad("a line is malformed");
    }
    at += 2;
    return true;
  }

  /** The target in origin form; of an absolute one the scheme and authority are left out. */
  private String target(int start, int end) throws RefusedRequestException {
    if (bytes[start] == '/') {
      return new String(bytes, start, end - start, StandardCharsets.ISO_8859_1);
    }
    return RequestTarget.originForm(
        new String(bytes, start, end - start, StandardCharsets.ISO_8859_1));
  }

  private static RefusedRequestException bad(String message) {
    return new RefusedRequestException(400, message);
  }
}
