package io.entrepot.server.main;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.entrepot.lifecycle.job.JobState;
import io.entrepot.lifecycle.job.Jobs;
import io.entrepot.server.config.Configuration;
import io.entrepot.server.observe.Gauge;
import io.entrepot.storage.failure.StorageException;
import io.entrepot.storage.oci.Digest;
import io.entrepot.storage.oci.DigestAlgorithm;
import io.entrepot.storage.oci.RegistryId;
import io.entrepot.storage.oci.RepositoryKey;
import io.entrepot.storage.oci.RepositoryName;
import io.entrepot.storage.registry.NewRepository;
import io.entrepot.storage.registry.RegistryStore;
import io.entrepot.storage.upload.UploadId;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The jobs that a server has. */
@Timeout(60)
final class BackgroundJobsTest {
  private static final RepositoryKey APP =
      new RepositoryKey(RegistryId.DEFAULT, new RepositoryName("team/app"));

  @TempDir private Path folder = Path.of(".");

  private RegistryStore store;
  private Jobs jobs;

  @BeforeEach
  void open() throws Exception {
    io.entrepot.server.config.StorageSettings settings =
        Configuration.of(
                Configuration.read(
                    List.of("--gc-grace=0s", "--gc-upload-grace=1s", "--gc-interval=100ms"),
                    Map.of()))
            .storage();
    store = Storage.embedded(folder, Storage.chosen(settings), InstantSource.system());
    jobs = BackgroundJobs.open(store, settings, InstantSource.system());
  }

  @AfterEach
  void close() throws Exception {
    jobs.close();
    store.close();
  }

  @Test
  void a_blob_that_no_manifest_names_is_collected_by_itself() {
    byte[] content = new byte[100_000];
    Digest digest = Digest.of(DigestAlgorithm.SHA256, content);
    UploadId upload = store.layers().startUpload(APP, DigestAlgorithm.SHA256).id();
    store
        .layers()
        .completeUpload(
            APP,
            upload,
            OptionalLong.empty(),
            sink -> sink.write(new ByteBuffer[] {ByteBuffer.wrap(content)}),
            digest);
    await().until(() -> store.garbage().figures().collectedBytes() == content.length);
    await().until(() -> message("gc").endsWith("100000 bytes came free"));
    assertThrows(StorageException.class, () -> store.layers().stat(APP, digest));
    Gauge reclaimed =
        GarbageGauges.of(store.garbage(), InstantSource.system()).stream()
            .filter(gauge -> gauge.name().equals("entrepot_gc_collected_bytes_total"))
            .findFirst()
            .orElseThrow();
    assertEquals(content.length, reclaimed.value().getAsDouble());
  }

  private String message(String kind) {
    return jobs.find(kind, "").map(JobState::message).orElse("");
  }

  @Test
  void what_was_in_a_deleted_repository_is_cleared_away_soon_without_being_asked_for() {
    store.repositories().create(APP, NewRepository.PLAIN);
    store.repositories().delete(APP, true);
    await()
        .until(() -> message("clear-deleted").endsWith("deleted repositories were cleared away"));
    await().until(() -> !store.hasDeleted());
    assertTrue(jobs.find("clear-deleted", "").orElseThrow().progress().orElseThrow().done() > 0);
  }

  @Test
  void what_a_crash_left_of_uploads_is_looked_for_at_the_start() {
    await().until(() -> message("uploads").equals("0 uploads had rested too long and were ended"));
  }

  @Test
  void each_kind_has_its_figures() {
    await().until(() -> !message("uploads").isEmpty());
    List<Gauge> gauges = BackgroundJobs.gauges(jobs);
    assertEquals(
        List.of(
            "entrepot_jobs_running",
            "entrepot_jobs_failed",
            "entrepot_job_uploads_idle_seconds",
            "entrepot_job_clear_deleted_idle_seconds",
            "entrepot_job_gc_idle_seconds",
            "entrepot_job_scrub_idle_seconds",
            "entrepot_job_lifecycle_idle_seconds",
            "entrepot_job_expired_idle_seconds"),
        gauges.stream().map(Gauge::name).toList());
    assertEquals(0, gauges.get(1).value().getAsDouble());
    double since = gauges.get(2).value().getAsDouble();
    assertTrue(since >= 0 && since < 60, () -> since + " s");
  }
}
