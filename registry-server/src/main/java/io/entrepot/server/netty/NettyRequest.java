package io.entrepot.server.netty;

import io.entrepot.server.http.Body;
import io.entrepot.server.http.Headers;
import io.entrepot.server.http.Method;
import io.entrepot.server.http.Query;
import io.entrepot.server.http.Request;
import java.net.InetSocketAddress;
import java.util.Optional;

/** A request of either protocol. What is rarely asked for is made when it is asked for. */
final class NettyRequest implements Request {
  private final Method method;
  private final String target;
  private final int pathEnd;
  private final Headers headers;
  private final Body body;
  private final Peer peer;
  private final long number;
  private final Optional<String> broughtId;

  /** Who is at the other end. */
  record Peer(InetSocketAddress address, boolean secure) {}

  NettyRequest(Method method, String target, Headers headers, Body body, Peer peer, long number) {
    this.method = method;
    this.target = target;
    int question = target.indexOf('?');
    this.pathEnd = question < 0 ? target.length() : question;
    this.headers = headers;
    this.body = body;
    this.peer = peer;
    this.number = number;
    this.broughtId = RequestId.brought(headers);
  }

  @Override
  public Method method() {
    return method;
  }

  @Override
  public String path() {
    return target.substring(0, pathEnd);
  }

  @Override
  public String target() {
    return target;
  }

  @Override
  public Query query() {
    return pathEnd == target.length()
        ? QueryText.NONE
        : QueryText.parse(target.substring(pathEnd + 1));
  }

  @Override
  public Headers headers() {
    return headers;
  }

  @Override
  public Body body() {
    return body;
  }

  @Override
  public String id() {
    return broughtId.orElseGet(() -> RequestId.text(number));
  }

  @Override
  public InetSocketAddress remoteAddress() {
    return peer.address();
  }

  @Override
  public boolean secure() {
    return peer.secure();
  }

  /** Writes the id as {@link #id} tells it, without a string if it can. */
  void putId(HeadBuffer out) {
    if (broughtId.isPresent()) {
      out.putText(broughtId.get());
    } else {
      out.putHex(number);
    }
  }
}
