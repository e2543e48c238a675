package io.entrepot.server.observe;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;

/** Shows the request meters to the metrics library, read when somebody asks. */
final class RequestCollectors {
  private RequestCollectors() {}

  static void register(RequestMeters meters, PrometheusRegistry registry) {
    registry.register(() -> requests(meters));
    registry.register(() -> refusals(meters));
    registry.register(() -> durations(meters));
  }

  private static CounterSnapshot requests(RequestMeters meters) {
    CounterSnapshot.Builder builder =
        CounterSnapshot.builder()
            .name("entrepot_http_requests")
            .help("Requests that ended, by route, method and status.");
    meters
        .routes()
        .forEach((route, meter) ->
            meter
                .statuses()
                .forEach((method, statuses) ->
                    addAll(
                        statuses,
                        Labels.of("route", route.label(), "method", method.name()),
                        builder)));
    return builder.build();
  }

  private static CounterSnapshot refusals(RequestMeters meters) {
    CounterSnapshot.Builder builder =
        CounterSnapshot.builder()
            .name("entrepot_http_refused")
            .help("What came and was no request that this server takes, by status.");
    addAll(meters.refusals(), Labels.EMPTY, builder);
    return builder.build();
  }

  private static void addAll(
      StatusCounts statuses, Labels labels, CounterSnapshot.Builder builder) {
    statuses.forEach((status, count) ->
        builder.dataPoint(
            CounterDataPointSnapshot.builder()
                .labels(labels.merge(Labels.of("status", Integer.toString(status))))
                .value((double) count)
                .build()));
  }

  private static HistogramSnapshot durations(RequestMeters meters) {
    HistogramSnapshot.Builder builder =
        HistogramSnapshot.builder()
            .name("entrepot_http_request_duration_seconds")
            .help("From a request's head to the last byte of its answer, by route.");
    meters
        .routes()
        .forEach((route, meter) ->
            builder.dataPoint(
                HistogramDataPointSnapshot.builder()
                    .labels(Labels.of("route", route.label()))
                    .classicHistogramBuckets(
                        ClassicHistogramBuckets.of(RouteMeter.bounds(), meter.durations()))
                    .sum(meter.totalSeconds())
                    .build()));
    return builder.build();
  }
}
