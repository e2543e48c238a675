package io.entrepot.server.observe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.entrepot.server.http.Method;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MetricsTest {
  @ParameterizedTest
  @CsvSource({
    "/v2/, BASE",
    "/v2, BASE",
    "/v2/_catalog, CATALOG",
    "/v2/a/b/manifests/latest, MANIFEST",
    "/v2/manifests/manifests/manifests, MANIFEST",
    "/v2/a/blobs/sha256:0, BLOB",
    "/v2/a/blobs/uploads/, UPLOAD",
    "/v2/a/blobs/uploads/1-2-3, UPLOAD",
    "/v2/a/tags/list, TAGS",
    "/v2/a/referrers/sha256:0, REFERRERS",
    "/v2/a, OTHER",
    "/v2/a/b/c, OTHER",
    "/, OTHER",
    "/metrics, OTHER",
    "*, OTHER",
  })
  void aPathIsCountedUnderItsRoute(String path, RouteName route) {
    assertEquals(route, RouteName.of(path));
  }

  @Test
  void requestsBytesDurationsAndGaugesStandOnThePage() {
    RequestMeters meters = new RequestMeters();
    meters.request(RouteName.MANIFEST, Method.GET, 200, 100, 0, Duration.ofMillis(2));
    meters.request(RouteName.MANIFEST, Method.GET, 200, 100, 0, Duration.ofMinutes(2));
    meters.request(RouteName.UPLOAD, Method.PATCH, 202, 0, 4096, Duration.ofMillis(30));
    meters.refusals().add(431);
    meters.connected();
    meters.connected();
    meters.disconnected();
    List<Gauge> gauges =
        List.of(
            new Gauge("entrepot_uploads_open", "help", () -> 3),
            new Gauge("entrepot_hits_total", "help", () -> 5));
    try (MetricsPage metrics = new MetricsPage(meters, gauges)) {
      String page = new String(metrics.read(), StandardCharsets.UTF_8);
      String manifest = "{method=\"GET\",route=\"manifest\",status=\"200\"} 2.0";
      assertHolds("entrepot_http_requests_total" + manifest, page);
      assertHolds("{method=\"PATCH\",route=\"upload\",status=\"202\"} 1.0", page);
      assertHolds("entrepot_http_refused_total{status=\"431\"} 1.0", page);
      assertHolds("entrepot_http_sent_bytes_total 200.0", page);
      assertHolds("entrepot_http_received_bytes_total 4096.0", page);
      assertHolds("entrepot_http_connections 1.0", page);
      String buckets = "entrepot_http_request_duration_seconds_bucket{route=\"manifest\",le=";
      assertHolds(buckets + "\"0.001\"} 0", page);
      assertHolds(buckets + "\"0.0025\"} 1", page);
      assertHolds(buckets + "\"+Inf\"} 2", page);
      assertHolds("entrepot_http_request_duration_seconds_sum{route=\"upload\"} 0.03", page);
      assertHolds("entrepot_uploads_open 3.0", page);
      assertHolds("entrepot_hits_total 5.0", page);
      assertHolds("jvm_memory_used_bytes{area=\"heap\"", page);
    }
  }

  @Test
  void countersGoOnCountingAfterACollection() {
    AtomicLong hits = new AtomicLong(5);
    try (MetricsPage metrics =
        new MetricsPage(
            new RequestMeters(), List.of(new Gauge("entrepot_hits_total", "help", hits::get)))) {
      assertHolds("entrepot_hits_total 5.0", text(metrics));
      System.gc();
      hits.set(6);
      assertHolds("entrepot_hits_total 6.0", text(metrics));
    }
  }

  private static String text(MetricsPage metrics) {
    return new String(metrics.read(), StandardCharsets.UTF_8);
  }

  private static void assertHolds(String line, String page) {
    assertTrue(page.contains(line), () -> line + " is not in\n" + page);
  }
}
