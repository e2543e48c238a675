package io.entrepot.server.observe;

import io.entrepot.server.http.Request;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Sees every request: counts it, and writes its line when there is an access log. Any thread. */
public final class Observer implements AutoCloseable {
  private final RequestMeters meters = new RequestMeters();
  private final Optional<AccessLog> accessLog;
  private final List<Gauge> gauges;
  private @Nullable MetricsPage page;

  /**
   * Starts to watch.
   *
   * @param gauges figures of other rooms, for the metrics
   */
  public Observer(Optional<AccessLog> accessLog, List<Gauge> gauges) {
    this.accessLog = accessLog;
    this.gauges = new ArrayList<>(gauges);
    accessLog.ifPresent(log ->
        this.gauges.add(
            new Gauge(
                "entrepot_access_log_dropped_total",
                "Lines not written because whoever reads them is too slow.",
                log::dropped)));
  }

  /** A request has ended. Never blocks. */
  public void ended(
      Request request, int status, long bytesSent, long bytesReceived, Duration duration) {
    meters.request(
        RouteName.of(request.path()), request.method(), status, bytesSent, bytesReceived, duration);
    if (accessLog.isPresent()) {
      accessLog
          .get()
          .write(AccessLine.of(request, status, bytesSent, bytesReceived, duration.toNanos()));
    }
  }

  /** Something that is no request was refused. Never blocks. */
  public void refused(int status) {
    meters.refusals().add(status);
  }

  /** A connection has come. Never blocks. */
  public void connected() {
    meters.connected();
  }

  /** A connection has gone. Never blocks. */
  public void disconnected() {
    meters.disconnected();
  }

  /** Every figure, in the text format of Prometheus. May block. */
  synchronized byte[] metrics() {
    if (page == null) {
      page = new MetricsPage(meters, gauges);
    }
    return page.read();
  }

  /** Writes what the access log still holds. */
  @Override
  public synchronized void close() {
    if (page != null) {
      page.close();
    }
    accessLog.ifPresent(AccessLog::close);
  }
}
