package io.entrepot.server.main;

import io.entrepot.server.http.Request;
import io.entrepot.server.netty.TransportListener;
import io.entrepot.server.observe.Observer;
import java.time.Duration;

/** Tells the observer what the transport tells. */
record Watching(Observer observer) implements TransportListener {
  @Override
  public void onResponse(
      Request request, int status, long bytesSent, long bytesReceived, Duration duration) {
    observer.ended(request, status, bytesSent, bytesReceived, duration);
  }

  @Override
  public void onRefused(int status) {
    observer.refused(status);
  }

  @Override
  public void onConnect() {
    observer.connected();
  }

  @Override
  public void onDisconnect() {
    observer.disconnected();
  }
}
