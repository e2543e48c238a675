package io.entrepot.server.main;

import java.time.Duration;
import java.util.Locale;

/** Sizes and times for people to read. */
final class Amounts {
  private static final String[] UNITS = {"B", "KiB", "MiB", "GiB", "TiB", "PiB"};
  private static final int STEP = 1024;

  private Amounts() {}

  /** Such as {@code 1.5 MiB}. */
  static String bytes(long bytes) {
    double amount = bytes;
    int unit = 0;
    while (amount >= STEP && unit < UNITS.length - 1) {
      amount /= STEP;
      unit++;
    }
    return unit == 0 ? bytes + " B" : String.format(Locale.ROOT, "%.1f %s", amount, UNITS[unit]);
  }

  /** Such as {@code 3 min 20 s}. */
  static String time(Duration time) {
    if (time.toHours() > 0) {
      return time.toHours() + " h " + time.toMinutesPart() + " min";
    }
    return time.toMinutes() > 0
        ? time.toMinutes() + " min " + time.toSecondsPart() + " s"
        : time.toSeconds() + " s";
  }

  /** Such as {@code 1 file} or {@code 2 files}. */
  static String count(long number, String one, String many) {
    return number + " " + (number == 1 ? one : many);
  }
}
