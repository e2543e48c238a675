package io.entrepot.server.observe.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AuditFilesTest {
  private static final Instant START = Instant.parse("2026-11-21T10:00:00Z");
  private static final AuditFileLimits WIDE =
      new AuditFileLimits(1 << 20, Duration.ofDays(1), 1 << 30);

  @TempDir private Path folder = Path.of(".");
  private Instant now = START;

  private AuditFiles open(AuditFileLimits limits) throws IOException {
    return AuditFiles.open(folder.resolve("audit"), limits, () -> now);
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("audit"))) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private String text(String name) throws IOException {
    return Files.readString(folder.resolve("audit").resolve(name));
  }

  private static byte[] line(String text) {
    return (text + "\n").getBytes(UTF_8);
  }

  private static byte[] record(Instant time) {
    return line("{\"eventTime\":\"" + time + "\"}");
  }

  @Test
  void only_the_owner_may_read_the_files_and_their_folder() throws IOException {
    try (AuditFiles files = open(new AuditFileLimits(10, Duration.ofDays(1), 1000))) {
      files.write(line("12345678"));
      files.write(line("12345678"));
    }
    assertEquals(2, names().size());
    for (String name : names()) {
      assertEquals(
          "rw-------",
          PosixFilePermissions.toString(
              Files.getPosixFilePermissions(folder.resolve("audit").resolve(name))));
    }
    assertEquals(
        "rwx------",
        PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("audit"))));
  }

  @Test
  void a_file_ends_before_it_is_larger_than_it_may_be() throws IOException {
    try (AuditFiles files = open(new AuditFileLimits(20, Duration.ofDays(1), 1000))) {
      files.write(line("123456789"));
      files.write(line("123456789"));
      assertEquals(List.of(AuditFiles.CURRENT), names());
      files.write(line("1"));
    }
    assertEquals(List.of("audit-20261121T100000.000Z-0001.jsonl", AuditFiles.CURRENT), names());
    assertEquals("1\n", text(AuditFiles.CURRENT));
  }

  @Test
  void a_file_ends_when_its_first_record_is_old_also_after_a_restart() throws IOException {
    AuditFileLimits hourly = new AuditFileLimits(1 << 20, Duration.ofHours(1), 1 << 30);
    try (AuditFiles files = open(hourly)) {
      files.write(record(now));
      now = START.plus(Duration.ofMinutes(59));
      files.write(record(now));
    }
    assertEquals(List.of(AuditFiles.CURRENT), names());
    now = START.plus(Duration.ofMinutes(60));
    try (AuditFiles files = open(hourly)) {
      files.write(record(now));
    }
    assertEquals(List.of("audit-20261121T100000.000Z-0001.jsonl", AuditFiles.CURRENT), names());
    assertEquals(2, text("audit-20261121T100000.000Z-0001.jsonl").lines().count());
  }

  @Test
  void the_oldest_files_go_when_all_together_are_too_large() throws IOException {
    try (AuditFiles files = open(new AuditFileLimits(10, Duration.ofDays(1), 30))) {
      for (int i = 0; i < 6; i++) {
        files.write(line("record " + i));
        now = now.plusSeconds(1);
      }
    }
    assertEquals(
        List.of(
            "audit-20261121T100003.000Z-0001.jsonl",
            "audit-20261121T100004.000Z-0001.jsonl",
            AuditFiles.CURRENT),
        names());
    assertEquals("record 5\n", text(AuditFiles.CURRENT));
  }

  @Test
  void a_smaller_bound_is_kept_from_the_start() throws IOException {
    try (AuditFiles files = open(new AuditFileLimits(10, Duration.ofDays(1), 1000))) {
      for (int i = 0; i < 6; i++) {
        files.write(line("record " + i));
      }
    }
    assertEquals(6, names().size());
    open(new AuditFileLimits(10, Duration.ofDays(1), 20)).close();
    assertEquals(List.of("audit-20261121T100000.000Z-0005.jsonl", AuditFiles.CURRENT), names());
  }

  @Test
  void files_of_others_are_left_alone() throws IOException {
    Files.createDirectories(folder.resolve("audit"));
    Files.writeString(folder.resolve("audit/notes.txt"), "x".repeat(100));
    try (AuditFiles files = open(new AuditFileLimits(10, Duration.ofDays(1), 10))) {
      files.write(line("record 0"));
      files.write(line("record 1"));
    }
    assertEquals(List.of(AuditFiles.CURRENT, "notes.txt"), names());
  }

  @Test
  void a_restart_appends() throws IOException {
    try (AuditFiles files = open(WIDE)) {
      files.write(line("one"));
    }
    try (AuditFiles files = open(WIDE)) {
      files.write(line("two"));
    }
    assertEquals("one\ntwo\n", text(AuditFiles.CURRENT));
  }

  @Test
  void a_record_that_was_never_finished_is_cut_off() throws IOException {
    try (AuditFiles files = open(WIDE)) {
      files.write(line("one"));
    }
    Path current = folder.resolve("audit").resolve(AuditFiles.CURRENT);
    Files.writeString(current, Files.readString(current) + "{\"torn\":");
    try (AuditFiles files = open(WIDE)) {
      files.write(line("two"));
    }
    assertEquals("one\ntwo\n", text(AuditFiles.CURRENT));
  }

  @Test
  void a_link_in_the_place_of_the_file_is_not_followed() throws IOException {
    Path elsewhere = folder.resolve("elsewhere");
    Files.writeString(elsewhere, "mine");
    Files.createDirectories(folder.resolve("audit"));
    Files.createSymbolicLink(folder.resolve("audit").resolve(AuditFiles.CURRENT), elsewhere);
    assertThrows(IOException.class, () -> open(WIDE));
    assertEquals("mine", Files.readString(elsewhere));
    assertTrue(Files.isSymbolicLink(folder.resolve("audit").resolve(AuditFiles.CURRENT)));
  }
}
