package io.entrepot.server.http;

import java.net.InetSocketAddress;

/** A request, whatever transport brought it. Only its body is stateful. */
public interface Request {
  /** The method; the transport has refused the others with 405. */
  Method method();

  /**
   * The path as it came, not decoded, without the query, beginning with a slash. No valid path of
   * this server needs an escape, so a path with one matches no route.
   */
  String path();

  /**
   * The path and query as they came: equal targets mean the same request, so parses may be kept by
   * it.
   */
  String target();

  Query query();

  Headers headers();

  Body body();

  /** This request's id, which stands in the answer, the access log and any error. */
  String id();

  InetSocketAddress remoteAddress();

  /** Whether the connection is encrypted. */
  boolean secure();
}
