package io.entrepot.server.observe;

import io.entrepot.server.http.Method;
import io.entrepot.server.http.Request;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/**
 * What is written about a request. Holds no part of the request itself, whose memory may be used
 * again. The query is left out: it may carry secrets.
 *
 * @param time in milliseconds since the epoch, when the request ended
 * @param sent bytes of the answer's body
 * @param received bytes of the request's body
 */
record AccessLine(
    long time,
    InetSocketAddress remote,
    Method method,
    String path,
    int status,
    long sent,
    long received,
    long nanoseconds,
    String id,
    String userAgent) {
  /** Characters kept of what a client sends: lines wait in memory. */
  static final int PATH_CHARS = 512;

  static final int USER_AGENT_CHARS = 256;

  static AccessLine of(Request request, int status, long sent, long received, long nanoseconds) {
    return new AccessLine(
        System.currentTimeMillis(),
        request.remoteAddress(),
        request.method(),
        cut(request.path(), PATH_CHARS),
        status,
        sent,
        received,
        nanoseconds,
        request.id(),
        cut(request.headers().first("user-agent").orElse("-"), USER_AGENT_CHARS));
  }

  private static String cut(String text, int most) {
    return text.length() <= most ? text : text.substring(0, most);
  }

  /** The address alone, as text. */
  String address() {
    InetAddress address = remote.getAddress();
    return address == null ? remote.getHostString() : address.getHostAddress();
  }
}
