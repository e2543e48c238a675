package io.entrepot.server.netty;

import io.entrepot.server.http.Body;
import java.time.Duration;

/** One request until its answer is sent or given up. Used on its event loop only. */
final class Exchange {
  final NettyRequest request;
  private final TransportListener listener;
  private final long startNanos;
  private boolean finished;

  Exchange(NettyRequest request, TransportListener listener, long startNanos) {
    this.request = request;
    this.listener = listener;
    this.startNanos = startNanos;
  }

  /** Tells the listener, the first time. */
  void finish(int status, long bytesSent) {
    if (finished) {
      return;
    }
    finished = true;
    Body body = request.body();
    long received = body instanceof QueuedBody queued ? queued.received() : 0;
    Duration duration = Duration.ofNanos(System.nanoTime() - startNanos);
    listener.onResponse(request, status, bytesSent, received, duration);
  }
}
