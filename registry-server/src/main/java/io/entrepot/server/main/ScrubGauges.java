package io.entrepot.server.main;

import io.entrepot.server.observe.Gauge;
import io.entrepot.storage.maintenance.Scrubber;
import io.entrepot.storage.maintenance.Scrubber.Figures;
import java.util.List;
import java.util.function.ToLongFunction;

/** What the scrub has read and found since the start, as metrics. Any thread. */
final class ScrubGauges {
  private ScrubGauges() {}

  static List<Gauge> of(Scrubber scrubber) {
    return List.of(
        gauge(scrubber, "blobs_total", "Blobs that were read to find broken ones.", Figures::blobs),
        gauge(scrubber, "bytes_total", "Bytes that were read for that.", Figures::bytes),
        gauge(scrubber, "broken_total", "Blobs that were found broken.", Figures::broken),
        gauge(
            scrubber, "quarantined_total", "Broken blobs that were set aside.", Figures::setAside));
  }

  private static Gauge gauge(
      Scrubber scrubber, String name, String help, ToLongFunction<Figures> figure) {
    return new Gauge("entrepot_scrub_" + name, help, () -> figure.applyAsLong(scrubber.figures()));
  }
}
