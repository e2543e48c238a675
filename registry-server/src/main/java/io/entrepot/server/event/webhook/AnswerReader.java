package io.entrepot.server.event.webhook;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the head of an answer (RFC 9112, section 4), and of its body nothing that counts. */
final class AnswerReader {
  /** Bytes of a head. */
  static final int MAX_HEAD = 16 << 10;

  /** Bytes of a body that are read and thrown away, so that the other side sees a clean end. */
  static final int MAX_BODY = 16 << 10;

  /** Answers that only announce another one. */
  private static final int MAX_INTERIM = 4;

  private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] ([1-5][0-9]{2})( .*)?");

  private static final Pattern LENGTH = Pattern.compile("[0-9]{1,9}");
  private static final Logger LOG = LoggerFactory.getLogger(AnswerReader.class);

  private final InputStream in;

  AnswerReader(InputStream in) {
    this.in = in;
  }

  Answer read() throws IOException {
    for (int interim = 0; interim <= MAX_INTERIM; interim++) {
      Answer answer = parse(head());
      if (answer.status() >= 200) {
        skip(answer);
        return answer;
      }
    }
    throw new IOException("its answer does not come to an end");
  }

  /** The status holds, whatever becomes of the body. */
  private void skip(Answer answer) {
    try {
      String length = answer.field("content-length").orElse("0");
      if (LENGTH.matcher(length).matches()) {
        in.readNBytes(Math.min(Integer.parseInt(length), MAX_BODY));
      }
    } catch (IOException e) {
      LOG.debug("the rest of an answer did not come", e);
    }
  }

  private String head() throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream(512);
    int lineLength = 0;
    while (head.size() < MAX_HEAD) {
      int next = in.read();
      if (next < 0) {
        throw new IOException("it hung up without an answer");
      }
      head.write(next);
      if (next == '\n' && lineLength == 0) {
        return head.toString(StandardCharsets.ISO_8859_1);
      }
      lineLength = next == '\n' ? 0 : next == '\r' ? lineLength : lineLength + 1;
    }
    throw new IOException("the head of its answer is larger than " + MAX_HEAD + " bytes");
  }

  private static Answer parse(String head) throws IOException {
    String[] lines = head.split("\r?\n", -1);
    Matcher status = STATUS.matcher(lines[0]);
    if (!status.matches()) {
      throw new IOException("it does not answer in HTTP/1.1");
    }
    Map<String, String> fields = new HashMap<>();
    for (int i = 1; i < lines.length; i++) {
      int colon = lines[i].indexOf(':');
      if (colon > 0) {
        fields.putIfAbsent(
            lines[i].substring(0, colon).strip().toLowerCase(Locale.ROOT),
            lines[i].substring(colon + 1).strip());
      }
    }
    return new Answer(Integer.parseInt(status.group(1)), fields);
  }
}
