package io.entrepot.server.observe.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.entrepot.server.access.AuditEvent;
import io.entrepot.server.observe.Gauge;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@Timeout(60)
final class AuditLogTest {
  private static final InstantSource CLOCK = InstantSource.system();

  @TempDir private Path folder = Path.of(".");

  /** A disk that is full until somebody makes room. */
  private static final class Disk implements AuditSink {
    private final ByteArrayOutputStream content = new ByteArrayOutputStream();
    private final CountDownLatch tried = new CountDownLatch(1);
    private boolean full = true;

    @Override
    public synchronized void write(byte[] lines) throws IOException {
      tried.countDown();
      if (full) {
        throw new IOException("No space left on device");
      }
      content.writeBytes(lines);
    }

    synchronized void makeRoom() {
      full = false;
    }

    synchronized List<String> lines() {
      return content.toString(UTF_8).lines().toList();
    }

    @Override
    public void sync() {}

    @Override
    public void close() {}
  }

  private static AuditLog log(AuditSink sink) {
    return new AuditLog(
        sink,
        new RecordText("us-east-1", ClaimedNames.NONE),
        new AuditLog.Options(false, Duration.ofMillis(10)),
        CLOCK);
  }

  private AuditSink files() throws IOException {
    return AuditFiles.open(
        folder, new AuditFileLimits(64 << 10, Duration.ofDays(1), 1 << 30), CLOCK);
  }

  private static double gauge(AuditLog log, String name) {
    for (Gauge gauge : log.gauges()) {
      if (gauge.name().equals(name)) {
        return gauge.value().getAsDouble();
      }
    }
    throw new IllegalArgumentException(name);
  }

  @Test
  void the_record_of_a_change_is_there_before_its_client_is_answered() throws IOException {
    try (AuditLog log = log(files())) {
      for (int i = 0; i < 50; i++) {
        log.note(Events.change("change-" + i));
        List<String> lines = Files.readAllLines(folder.resolve(AuditFiles.CURRENT));
        assertEquals(i + 1, lines.size());
        assertTrue(lines.getLast().contains("\"requestID\":\"change-" + i + "\""));
      }
      assertEquals(50, gauge(log, "entrepot_audit_records_total"));
    }
  }

  @Test
  void many_writers_at_once_keep_lines_whole_and_lose_none() throws Exception {
    int writers = 32;
    int each = 100;
    try (AuditLog log = log(files());
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int writer = 0; writer < writers; writer++) {
        String name = "w" + writer + "-";
        threads.execute(() -> {
          for (int i = 0; i < each; i++) {
            log.note(i % 2 == 0 ? Events.change(name + i) : Events.refusal(name + i));
          }
        });
      }
      threads.shutdown();
      assertTrue(threads.awaitTermination(30, TimeUnit.SECONDS));
    }
    Set<String> seen = new HashSet<>();
    int files = 0;
    try (var all = Files.newDirectoryStream(folder)) {
      for (Path file : all) {
        files++;
        for (String line : Files.readAllLines(file)) {
          JsonNode record = JsonMapper.shared().readTree(line);
          assertTrue(seen.add(record.get("requestID").asString()), line);
        }
      }
    }
    assertEquals(writers * each, seen.size());
    assertTrue(files > 1, "it was rotated meanwhile");
  }

  @Test
  void while_the_disk_is_full_changes_are_refused_and_what_was_done_waits() throws Exception {
    Disk disk = new Disk();
    try (AuditLog log = log(disk)) {
      assertTrue(log.fault().isEmpty());
      Thread done = Thread.startVirtualThread(() -> log.note(Events.change("done")));
      assertTrue(disk.tried.await(10, TimeUnit.SECONDS));
      until(() -> log.fault().isPresent());
      assertEquals(1, gauge(log, "entrepot_audit_failing"));
      assertTrue(done.isAlive(), "its client is not answered yet");
      log.note(Events.refusal("refused"));
      disk.makeRoom();
      assertTrue(done.join(Duration.ofSeconds(10)));
      until(() -> disk.lines().size() == 2);
      assertTrue(log.fault().isEmpty());
      assertTrue(disk.lines().getFirst().contains("\"requestID\":\"done\""));
      assertEquals(0, gauge(log, "entrepot_audit_lost_total"));
    }
  }

  @Test
  void what_finds_no_room_is_counted_and_refusals_leave_room_for_changes() throws Exception {
    Disk disk = new Disk();
    try (AuditLog log = log(disk)) {
      log.note(Events.refusal("first"));
      assertTrue(disk.tried.await(10, TimeUnit.SECONDS));
      until(() -> log.fault().isPresent());
      int most = AuditQueue.CAPACITY - AuditQueue.FOR_CHANGES;
      for (int i = 0; i < most + 10; i++) {
        log.note(Events.refusal("more"));
      }
      assertEquals(10, gauge(log, "entrepot_audit_lost_total"));
      Thread change = Thread.startVirtualThread(() -> log.note(Events.change("change")));
      until(() -> gauge(log, "entrepot_audit_queued") == most + 1);
      disk.makeRoom();
      assertTrue(change.join(Duration.ofSeconds(10)));
      assertEquals(10, gauge(log, "entrepot_audit_lost_total"));
      until(() -> disk.lines().size() == most + 2);
      assertTrue(disk.lines().getLast().contains("\"requestID\":\"change\""));
    }
  }

  @Test
  void what_waits_is_written_at_the_end() throws IOException {
    AuditLog log = log(files());
    for (int i = 0; i < 50; i++) {
      log.note(Events.refusal("r" + i));
    }
    log.close();
    assertEquals(50, Files.readAllLines(folder.resolve(AuditFiles.CURRENT)).size());
    AuditEvent late = Events.change("late");
    log.note(late);
    assertEquals(1, gauge(log, "entrepot_audit_lost_total"));
    assertFalse(Files.readString(folder.resolve(AuditFiles.CURRENT)).contains("late"));
  }

  private interface Truth {
    boolean holds();
  }

  private static void until(Truth truth) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (!truth.holds()) {
      assertTrue(System.nanoTime() < end, "it never came true");
      Thread.onSpinWait();
    }
  }
}
