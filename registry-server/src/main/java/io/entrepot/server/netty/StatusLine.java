package io.entrepot.server.netty;

import io.netty.handler.codec.http.HttpResponseStatus;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicReferenceArray;

/** The first lines of answers, made once for each status. */
final class StatusLine {
  private static final AtomicReferenceArray<byte[]> LINES = new AtomicReferenceArray<>(600);

  private StatusLine() {}

  /** With its end. */
  static byte[] of(int status) {
    byte[] line = LINES.get(status);
    if (line == null) {
      String reason = HttpResponseStatus.valueOf(status).reasonPhrase();
      line = ("HTTP/1.1 " + status + " " + reason + "\r\n").getBytes(StandardCharsets.US_ASCII);
      LINES.set(status, line);
    }
    return line;
  }
}
