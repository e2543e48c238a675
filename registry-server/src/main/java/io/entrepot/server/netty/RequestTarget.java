package io.entrepot.server.netty;

/** The forms of a request's target (RFC 9112, section 3.2). */
final class RequestTarget {
  private RequestTarget() {}

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
