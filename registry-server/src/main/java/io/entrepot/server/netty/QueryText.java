package io.entrepot.server.netty;

import io.entrepot.server.http.Query;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A query as names and values in turn. A plus stands for itself, as in any part of a URI (RFC
 * 3986): media types hold one, and no parameter of this server holds a space. A broken escape
 * stands for itself too, and fails where the value is parsed.
 */
final class QueryText implements Query {
  static final Query NONE = new QueryText(List.of());

  private final List<String> pairs;

  private QueryText(List<String> pairs) {
    this.pairs = pairs;
  }

  /** Reads what follows the question mark. */
  static Query parse(String text) {
    List<String> pairs = new ArrayList<>();
    int start = 0;
    while (start <= text.length()) {
      int end = text.indexOf('&', start);
      end = end < 0 ? text.length() : end;
      if (end > start) {
        int equals = text.indexOf('=', start);
        boolean named = equals >= 0 && equals < end;
        pairs.add(decode(text.substring(start, named ? equals : end)));
        pairs.add(named ? decode(text.substring(equals + 1, end)) : "");
      }
      start = end + 1;
    }
    return new QueryText(pairs);
  }

  @Override
  public Optional<String> first(String name) {
    for (int i = 0; i < pairs.size(); i += 2) {
      if (pairs.get(i).equals(name)) {
        return Optional.of(pairs.get(i + 1));
      }
    }
    return Optional.empty();
  }

  @Override
  public List<String> all(String name) {
    List<String> values = new ArrayList<>();
    for (int i = 0; i < pairs.size(); i += 2) {
      if (pairs.get(i).equals(name)) {
        values.add(pairs.get(i + 1));
      }
    }
    return values;
  }

  private static String decode(String text) {
    if (text.indexOf('%') < 0) {
      return text;
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      int escaped = c == '%' ? escape(text, i + 1) : -1;
      if (escaped >= 0) {
        bytes.write(escaped);
        i += 2;
      } else {
        bytes.write(c);
      }
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private static int escape(String text, int at) {
    if (at + 2 > text.length()) {
      return -1;
    }
    int high = Character.digit(text.charAt(at), 16);
    int low = Character.digit(text.charAt(at + 1), 16);
    return high < 0 || low < 0 ? -1 : high << 4 | low;
  }
}
