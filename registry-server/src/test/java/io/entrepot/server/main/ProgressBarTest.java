package io.entrepot.server.main;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class ProgressBarTest {
  private static final long GIB = 1L << 30;

  @Test
  void aLineTellsHowMuchHowFastAndHowLongStill() {
    assertEquals(
        "blobs [#######---------------------] 25%  1.0 GiB of 4.0 GiB  102.4 MiB/s  30 s left",
        ProgressBar.line(
            new ProgressBar.State("blobs", GIB, 4 * GIB), Duration.ofSeconds(10), true));
    assertEquals(
        "blobs 100%  4.0 GiB of 4.0 GiB  409.6 MiB/s  0 s left",
        ProgressBar.line(
            new ProgressBar.State("blobs", 5 * GIB, 4 * GIB), Duration.ofSeconds(10), false));
  }

  @Test
  void whatIsNotKnownYetIsNotTold() {
    assertEquals(
        "database ...",
        ProgressBar.line(new ProgressBar.State("database", 0, 0), Duration.ofSeconds(1), true));
    assertEquals(
        "blobs 0%  0 B of 4.0 GiB  0 B/s",
        ProgressBar.line(new ProgressBar.State("blobs", 0, 4 * GIB), Duration.ofSeconds(1), false));
  }

  @Test
  void amountsAreForPeople() {
    assertEquals("1023 B", Amounts.bytes(1023));
    assertEquals("1.0 KiB", Amounts.bytes(1024));
    assertEquals("1 min 5 s", Amounts.time(Duration.ofSeconds(65)));
    assertEquals("25 h 1 min", Amounts.time(Duration.ofMinutes(1501)));
    assertEquals("1 tag", Amounts.count(1, "tag", "tags"));
    assertEquals("0 tags", Amounts.count(0, "tag", "tags"));
  }
}
