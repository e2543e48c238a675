package io.entrepot.server.observe;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Everything that is measured, as text for Prometheus. Made at the first reading: it is slow. */
final class MetricsPage implements AutoCloseable {
  private static final String TOTAL = "_total";

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final JvmGcMetrics collections = new JvmGcMetrics();

  // A function counter refers to its source weakly: what only it knew would be collected, and the
  // counter would stand still.
  private final List<Gauge> bound = new ArrayList<>();

  MetricsPage(RequestMeters requests, List<Gauge> gauges) {
    RequestCollectors.register(requests, registry.getPrometheusRegistry());
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
    new FileDescriptorMetrics().bindTo(registry);
    collections.bindTo(registry);
    bind(new Gauge("entrepot_http_received_bytes_total", "Of bodies.", requests::receivedBytes));
    bind(new Gauge("entrepot_http_sent_bytes_total", "Of bodies.", requests::sentBytes));
    bind(new Gauge("entrepot_http_connections", "Open now.", requests::connections));
    gauges.forEach(this::bind);
  }

  private void bind(Gauge gauge) {
    bound.add(gauge);
    if (gauge.name().endsWith(TOTAL)) {
      FunctionCounter.builder(gauge.name(), gauge, held -> held.value().getAsDouble())
          .description(gauge.help())
          .register(registry);
    } else {
      io.micrometer.core.instrument.Gauge.builder(
              gauge.name(), gauge, held -> held.value().getAsDouble())
          .description(gauge.help())
          .strongReference(true)
          .register(registry);
    }
  }

  byte[] read() {
    return registry.scrape().getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    collections.close();
    registry.close();
  }
}
