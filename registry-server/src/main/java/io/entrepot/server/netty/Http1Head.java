package io.entrepot.server.netty;

import io.entrepot.server.http.Headers;
import io.entrepot.server.http.Method;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A request's line and header fields, kept as they came with the places of the fields: text is made
 * of a field only when it is asked for.
 *
 * @param bytes the whole head
 * @param places four for each field: start and end of its name, start and end of its value
 * @param length of the body in bytes; {@link #CHUNKED} when it tells its own end
 */
record Http1Head(
    Method method,
    String target,
    byte[] bytes,
    int[] places,
    long length,
    boolean keepAlive,
    boolean oldVersion,
    boolean expectsContinue)
    implements Headers {

  static final long CHUNKED = -1;

  /** Whether no body follows. */
  boolean bodiless() {
    return length == 0;
  }

  @Override
  public Optional<String> first(String name) {
    for (int i = 0; i < places.length; i += 4) {
      if (named(i, name)) {
        return Optional.of(value(i));
      }
    }
    return Optional.empty();
  }

  @Override
  public List<String> all(String name) {
    List<String> values = new ArrayList<>();
    for (int i = 0; i < places.length; i += 4) {
      if (named(i, name)) {
        values.add(value(i));
      }
    }
    return values;
  }

  @Override
  public List<Field> fields() {
    List<Field> fields = new ArrayList<>(places.length / 4);
    for (int i = 0; i < places.length; i += 4) {
      String name =
          new String(bytes, places[i], places[i + 1] - places[i], StandardCharsets.ISO_8859_1);
      fields.add(new Field(name, value(i)));
    }
    return fields;
  }

  private boolean named(int place, String name) {
    int start = places[place];
    return places[place + 1] - start == name.length() && Ascii.equalsIgnoreCase(bytes, start, name);
  }

  private String value(int place) {
    int start = places[place + 2];
    return new String(bytes, start, places[place + 3] - start, StandardCharsets.ISO_8859_1);
  }
}
