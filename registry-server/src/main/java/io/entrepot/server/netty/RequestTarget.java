package io.entrepot.server.netty;

import java.util.Optional;
import java.util.OptionalLong;

/** The forms of a request's target (RFC 9112, section 3.2). */
final class RequestTarget {
  private RequestTarget() {}

  /** The target of an HTTP/2 request. */
  static String of(CharSequence path, int limitBytes) throws RefusedRequestException {
    if (path.length() > limitBytes) {
      throw new RefusedRequestException(414, "the path and query are too long");
    }
    String target = path.toString();
    for (int i = 0; i < target.length(); i++) {
      if (target.charAt(i) <= ' ' || target.charAt(i) >= 0x7f) {
        throw new RefusedRequestException(400, "the path is malformed");
      }
    }
    if (!target.startsWith("/")) {
      throw new RefusedRequestException(400, "the path does not begin with a slash");
    }
    return target;
  }

  /** A declared length, which the codec has checked. */
  static OptionalLong length(Optional<String> contentLength) throws RefusedRequestException {
    try {
      return contentLength.isEmpty()
          ? OptionalLong.empty()
          : OptionalLong.of(Long.parseLong(contentLength.get()));
    } catch (NumberFormatException e) {
      throw new RefusedRequestException(400, "the Content-Length is not a number");
    }
  }

  /** The path and query of an absolute target ({@code http://host/path}). */
  static String originForm(String target) throws RefusedRequestException {
    int authority = target.indexOf("://") + 3;
    String scheme = target.substring(0, Math.max(0, authority - 3));
    if (!scheme.equalsIgnoreCase("http") && !scheme.equalsIgnoreCase("https")) {
      throw new RefusedRequestException(400, "the target is neither a path nor an http URI");
    }
    int end = authority;
    while (end < target.length() && target.charAt(end) != '/' && target.charAt(end) != '?') {
      end++;
    }
    String origin = target.substring(end);
    return origin.startsWith("/") ? origin : "/" + origin;
  }
}
