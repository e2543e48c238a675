package io.entrepot.server.observe.audit;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a file of records holds that another process wrote.
 *
 * @param whole bytes of whole lines
 * @param torn bytes after them, of a record that was never finished and so never answered for
 * @param begun the time of the first record
 */
record AuditTail(long whole, long torn, Optional<Instant> begun) {
  /** More than the longest record. */
  static final int WINDOW = 256 << 10;

  private static final int HEAD = 4 << 10;
  private static final Pattern TIME = Pattern.compile("\"eventTime\":\"([0-9TZ:.-]{20,30})\"");

  /**
   * Looks at both ends of a file.
   *
   * @param now for the age of a file whose first record tells no time
   */
  static AuditTail of(FileChannel channel, Instant now) throws IOException {
    long size = channel.size();
    long from = Math.max(0, size - WINDOW);
    byte[] end = read(channel, from, (int) (size - from));
    int last = end.length;
    while (last > 0 && end[last - 1] != '\n') {
      last--;
    }
    long whole = from + last;
    return new AuditTail(
        whole,
        size - whole,
        whole == 0 ? Optional.empty() : Optional.of(time(channel, whole).orElse(now)));
  }

  private static Optional<Instant> time(FileChannel channel, long whole) throws IOException {
    byte[] head = read(channel, 0, (int) Math.min(HEAD, whole));
    Matcher matcher = TIME.matcher(new String(head, US_ASCII));
    try {
      return matcher.find() ? Optional.of(Instant.parse(matcher.group(1))) : Optional.empty();
    } catch (DateTimeException notOurs) {
      return Optional.empty();
    }
  }

  private static byte[] read(FileChannel channel, long position, int length) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(length);
    while (buffer.hasRemaining() && channel.read(buffer, position + buffer.position()) >= 0) {
      // Until it is full or the file ends.
    }
    return buffer.array();
  }
}
