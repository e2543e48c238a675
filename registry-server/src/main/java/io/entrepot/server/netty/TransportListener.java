package io.entrepot.server.netty;

import io.entrepot.server.http.Request;
import java.time.Duration;

/**
 * Is told what the transport does. Called on event loops, for each request: must be cheap and must
 * not block or throw.
 */
public interface TransportListener {
  /** Called for nothing. */
  TransportListener NONE = new TransportListener() {};

  /**
   * An answer has been handed to the operating system whole, or has failed: once per request.
   *
   * @param bytesSent of the answer's body
   * @param bytesReceived of the request's body, as far as the connection was read
   * @param duration from the request's head to now
   */
  default void onResponse(
      Request request, int status, long bytesSent, long bytesReceived, Duration duration) {}

  /** Something that is no request this server takes was refused with this status. */
  default void onRefused(int status) {}

  /** A connection was accepted. */
  default void onConnect() {}

  /** A connection that {@link #onConnect} told of is gone. */
  default void onDisconnect() {}
}
