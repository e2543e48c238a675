package io.entrepot.server.main;

import io.entrepot.server.observe.Gauge;
import io.entrepot.storage.maintenance.Garbage;
import io.entrepot.storage.maintenance.GarbageFigures;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** The figures of garbage as metrics. One look at the store serves all of them. Any thread. */
final class GarbageGauges {
  private static final Duration FRESH = Duration.ofSeconds(5);

  /** What was seen, and when. */
  private record Look(GarbageFigures figures, Instant at) {}

  private final Garbage garbage;
  private final InstantSource clock;
  private Optional<Look> last = Optional.empty();

  private GarbageGauges(Garbage garbage, InstantSource clock) {
    this.garbage = garbage;
    this.clock = clock;
  }

  static List<Gauge> of(Garbage garbage, InstantSource clock) {
    GarbageGauges gauges = new GarbageGauges(garbage, clock);
    return List.of(
        new Gauge(
            "entrepot_expired_images",
            "Images that lifecycle policies took away and that can be brought back.",
            () -> gauges.figures().expired()),
        gauges.gauge("links_waiting", "Links that wait for their review.", GarbageFigures::links),
        gauges.gauge(
            "blobs_waiting",
            "Blobs that nothing links and that wait for their review.",
            GarbageFigures::blobs),
        gauges.gauge("files_waiting", "Files that are to be deleted.", GarbageFigures::files),
        gauges.gauge(
            "file_bytes_waiting",
            "Size of the files that are to be deleted.",
            GarbageFigures::fileBytes),
        gauges.gauge(
            "overdue_seconds",
            "How long ago the oldest review was due; 0 when none is.",
            gauges::overdue),
        gauges.gauge(
            "held", "Whether a backup keeps files from being deleted.", it -> it.held() ? 1 : 0),
        gauges.gauge(
            "collected_links_total",
            "Links that were collected since the store was made.",
            GarbageFigures::collectedLinks),
        gauges.gauge(
            "collected_blobs_total",
            "Blobs that were collected since the store was made.",
            GarbageFigures::collectedBlobs),
        gauges.gauge(
            "collected_bytes_total",
            "Size of the files that were deleted since the store was made.",
            GarbageFigures::collectedBytes));
  }

  private Gauge gauge(String name, String help, ToDoubleFunction<GarbageFigures> figure) {
    return new Gauge("entrepot_gc_" + name, help, () -> figure.applyAsDouble(figures()));
  }

  private double overdue(GarbageFigures figures) {
    Instant now = clock.instant();
    return figures
        .oldest()
        .filter(now::isAfter)
        .map(at -> Duration.between(at, now).toMillis() / 1_000.0)
        .orElse(0.0);
  }

  private synchronized GarbageFigures figures() {
    Instant now = clock.instant();
    if (last.isEmpty() || last.get().at().plus(FRESH).isBefore(now)) {
      last = Optional.of(new Look(garbage.figures(), now));
    }
    return last.get().figures();
  }
}
