package io.entrepot.server.main;

import io.entrepot.server.observe.Gauge;
import io.entrepot.storage.registry.CacheFigures;
import io.entrepot.storage.registry.RegistryStore;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** The store's figures, for the metrics. */
final class StoreGauges {
  private StoreGauges() {}

  static List<Gauge> of(RegistryStore store) {
    List<Gauge> gauges = new ArrayList<>();
    gauges.add(
        new Gauge(
            "entrepot_metadata_writes_total",
            "Changes of the metadata that were made durable.",
            () -> store.figures().database().writes()));
    gauges.add(
        new Gauge(
            "entrepot_metadata_commits_total",
            "Commits that these changes shared.",
            () -> store.figures().database().commits()));
    gauges.add(
        new Gauge(
            "entrepot_metadata_reads_total",
            "Reads of the metadata that no cache answered.",
            () -> store.figures().database().reads()));
    gauges.add(
        new Gauge(
            "entrepot_metadata_queued_writes",
            "Changes that wait for the writing thread.",
            () -> store.figures().database().queuedWrites()));
    gauges.add(
        new Gauge(
            "entrepot_metadata_queued_reads",
            "Reads that wait for a reading thread.",
            () -> store.figures().database().queuedReads()));
    gauges.add(
        new Gauge(
            "entrepot_metadata_log_bytes",
            "Size of the write-ahead log at its last checkpoint.",
            () -> store.figures().database().logBytes()));
    gauges.add(
        new Gauge(
            "entrepot_uploads_active",
            "Uploads that a request is at work on.",
            () -> store.figures().activeUploads()));
    gauges.add(
        new Gauge(
            "entrepot_uploads_idle",
            "Uploads that wait for their next request with their file open.",
            () -> store.figures().idleUploads()));
    addCache("manifest", () -> store.figures().manifestCache(), gauges);
    addCache("layer", () -> store.figures().layerCache(), gauges);
    return gauges;
  }

  private static void addCache(String name, Supplier<CacheFigures> figures, List<Gauge> gauges) {
    String prefix = "entrepot_" + name + "_cache_";
    gauges.add(
        new Gauge(prefix + "hits_total", "Asked and in the cache.", () -> figures.get().hits()));
    gauges.add(
        new Gauge(
            prefix + "misses_total", "Asked and not in the cache.", () -> figures.get().misses()));
    gauges.add(
        new Gauge(
            prefix + "evictions_total", "Thrown out for room.", () -> figures.get().evictions()));
  }
}
