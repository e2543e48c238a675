package io.entrepot.server.observe;

import io.entrepot.server.http.Method;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counts requests, bytes and times. Any thread; never blocks, and knows no metrics library: that is
 * loaded when somebody asks for the figures.
 */
final class RequestMeters {
  private final Map<RouteName, RouteMeter> routes = new EnumMap<>(RouteName.class);
  private final StatusCounts refusals = new StatusCounts();
  private final LongAdder received = new LongAdder();
  private final LongAdder sent = new LongAdder();
  private final LongAdder connections = new LongAdder();

  RequestMeters() {
    for (RouteName route : RouteName.values()) {
      routes.put(route, new RouteMeter());
    }
  }

  void request(
      RouteName route,
      Method method,
      int status,
      long bytesSent,
      long bytesReceived,
      Duration duration) {
    RouteMeter meter = routes.get(route);
    if (meter != null) {
      meter.add(method, status, duration.toNanos());
    }
    received.add(bytesReceived);
    sent.add(bytesSent);
  }

  void connected() {
    connections.increment();
  }

  void disconnected() {
    connections.decrement();
  }

  Map<RouteName, RouteMeter> routes() {
    return routes;
  }

  /** What came and was no request. */
  StatusCounts refusals() {
    return refusals;
  }

  long receivedBytes() {
    return received.sum();
  }

  long sentBytes() {
    return sent.sum();
  }

  /** Open now. */
  long connections() {
    return connections.sum();
  }
}
