package io.entrepot.lifecycle.rule;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Says of the text of a regular expression how many instructions it compiles to at most, without
 * compiling it: RE2/J bounds each repetition and not those within each other, so that a few
 * characters take all memory. Of a text that is no expression it says anything.
 */
final class ExpressionSize {
  /** Beyond it nothing is told apart. */
  private static final long ENDLESS = 1_000_000;

  private static final Pattern COUNTS = Pattern.compile("\\{([0-9]+)(?:,([0-9]*))?\\}");
  private static final Pattern NAMED_CLASS = Pattern.compile("\\[:\\^?[a-z]+:\\]");

  /** What is around the group that is read. */
  private record Outside(long size, long last) {}

  private final String text;
  private final Deque<Outside> groups = new ArrayDeque<>();
  private int at;

  /** Of the group that is read, but for its last part, which may be repeated. */
  private long size;

  private long last;

  private ExpressionSize(String text) {
    this.text = text;
  }

  /** In instructions. */
  static long atMost(String text) {
    ExpressionSize reader = new ExpressionSize(text);
    while (reader.at < text.length()) {
      reader.read();
    }
    while (!reader.groups.isEmpty()) {
      reader.close();
    }
    return reader.size + reader.last + 4; // its start, its end, and the capture of all of it
  }

  private void read() {
    switch (text.charAt(at)) {
      case '(' -> {
        at++;
        groups.push(new Outside(size + last, 0));
        size = 0;
        last = 0;
      }
      case ')' -> {
        at++;
        if (!groups.isEmpty()) {
          close();
        }
      }
      case '|' -> part(at + 1, 2); // the fork, and what stands for nothing beside it
      case '*', '+', '?' -> repeat(at + 1, 1);
      case '{' -> counted();
      case '[' -> part(classEnd(), 1);
      case '\\' -> escape();
      default -> part(at + 1, 1);
    }
  }

  /** A group counts as one part, with the two ends of its capture. */
  private void close() {
    long inside = size + last + 2;
    Outside outside = groups.pop();
    size = outside.size();
    last = inside;
  }

  private void part(int end, long instructions) {
    at = end;
    size = Math.min(ENDLESS, size + last);
    last = instructions;
  }

  /** Each time it may be skipped, and it may go on. */
  private void repeat(int end, long times) {
    at = end;
    last = Math.min(ENDLESS, (last + 1) * Math.max(1, times) + 2);
  }

  private void counted() {
    Matcher counts = COUNTS.matcher(text.substring(at));
    if (!counts.lookingAt()) {
      part(at + 1, 1);
      return;
    }
    String most = counts.group(2);
    String times = most == null || most.isEmpty() ? counts.group(1) : most;
    // Numbers of more digits are beyond what is accepted.
    repeat(at + counts.end(), times.length() > 6 ? ENDLESS : Long.parseLong(times));
  }

  /** Behind the class that begins here; brackets first in it mean themselves. */
  private int classEnd() {
    int end = at + 1;
    end += text.startsWith("^", end) ? 1 : 0;
    end += text.startsWith("]", end) ? 1 : 0;
    while (end < text.length() && text.charAt(end) != ']') {
      Matcher named = NAMED_CLASS.matcher(text.substring(end));
      end += named.lookingAt() ? named.end() : text.charAt(end) == '\\' ? 2 : 1;
    }
    return Math.min(end + 1, text.length());
  }

  private void escape() {
    if (text.startsWith("\\Q", at)) {
      int end = text.indexOf("\\E", at);
      int quoted = end < 0 ? text.length() : end;
      part(Math.min(quoted + 2, text.length()), quoted - at);
      return;
    }
    boolean braces = at + 2 < text.length() && text.charAt(at + 2) == '{';
    boolean named = braces && "xpP".indexOf(text.charAt(at + 1)) >= 0;
    int end = named ? text.indexOf('}', at) + 1 : at + 2;
    part(end <= 0 ? text.length() : Math.min(end, text.length()), 1);
  }
}
