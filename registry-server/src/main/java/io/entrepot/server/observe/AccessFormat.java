package io.entrepot.server.observe;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** Turns access lines into text. Not for more than one thread. */
final class AccessFormat {
  private static final long MILLISECONDS = 1000;
  private static final long NANOSECONDS_IN_MICROSECOND = 1000;

  private final boolean json;
  private long second = Long.MIN_VALUE;
  private String secondText = "";

  AccessFormat(boolean json) {
    this.json = json;
  }

  void append(AccessLine line, StringBuilder out) {
    if (json) {
      appendJson(line, out);
    } else {
      appendText(line, out);
    }
    out.append('\n');
  }

  /** Much like the common log format, with duration and request id behind the sizes. */
  private void appendText(AccessLine line, StringBuilder out) {
    out.append(line.address()).append(" - - [");
    appendTime(line.time(), out);
    out.append("] \"").append(line.method()).append(' ');
    escape(line.path(), out);
    out.append("\" ").append(line.status()).append(' ').append(line.sent());
    out.append(' ').append(line.received()).append(' ');
    appendMilliseconds(line.nanoseconds(), out);
    out.append("ms ");
    escape(line.id(), out);
    out.append(" \"");
    escape(line.userAgent(), out);
    out.append('"');
  }

  private void appendJson(AccessLine line, StringBuilder out) {
    out.append("{\"time\":\"");
    appendTime(line.time(), out);
    out.append("\",\"remote\":\"").append(line.address());
    out.append("\",\"method\":\"").append(line.method());
    out.append("\",\"path\":\"");
    escape(line.path(), out);
    out.append("\",\"status\":").append(line.status());
    out.append(",\"sent\":").append(line.sent());
    out.append(",\"received\":").append(line.received());
    out.append(",\"milliseconds\":");
    appendMilliseconds(line.nanoseconds(), out);
    out.append(",\"request_id\":\"");
    escape(line.id(), out);
    out.append("\",\"user_agent\":\"");
    escape(line.userAgent(), out);
    out.append("\"}");
  }

  private void appendTime(long time, StringBuilder out) {
    long now = Math.floorDiv(time, MILLISECONDS);
    if (now != second) {
      second = now;
      String whole = Instant.ofEpochSecond(now).truncatedTo(ChronoUnit.SECONDS).toString();
      secondText = whole.substring(0, whole.length() - 1);
    }
    out.append(secondText).append('.');
    appendThreeDigits(Math.floorMod(time, MILLISECONDS), out);
    out.append('Z');
  }

  private static void appendMilliseconds(long nanoseconds, StringBuilder out) {
    long microseconds = nanoseconds / NANOSECONDS_IN_MICROSECOND;
    out.append(microseconds / MILLISECONDS).append('.');
    appendThreeDigits(microseconds % MILLISECONDS, out);
  }

  private static void appendThreeDigits(long number, StringBuilder out) {
    out.append((char) ('0' + number / 100));
    out.append((char) ('0' + number / 10 % 10));
    out.append((char) ('0' + number % 10));
  }

  /** Leaves printable ASCII; the rest, quotes and backslashes cannot forge a line or a field. */
  static void escape(String text, StringBuilder out) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (c < ' ' || c > '~') {
        out.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
      } else {
        out.append(c);
      }
    }
  }
}
