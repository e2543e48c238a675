package io.entrepot.server.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The fields of a form, {@code application/x-www-form-urlencoded}, decoded. Immutable. */
public final class FormFields {
  /** Most fields of a form. */
  public static final int MOST = 100;

  private final Map<String, List<String>> fields;

  private FormFields(Map<String, List<String>> fields) {
    this.fields = fields;
  }

  /**
   * Reads a body.
   *
   * @throws IllegalArgumentException when it is no form or has too many fields, in words for the
   *     client
   */
  public static FormFields parse(byte[] body) {
    return parse(body, MOST);
  }

  /** The same with another number of fields at most. */
  public static FormFields parse(byte[] body, int most) {
    String[] pairs = new String(body, UTF_8).split("&", most + 1);
    if (pairs.length > most) {
      throw new IllegalArgumentException("the form has more than " + most + " fields");
    }
    Map<String, List<String>> fields = new HashMap<>();
    for (String pair : pairs) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        fields
            .computeIfAbsent(decode(pair.substring(0, equals)), name -> new ArrayList<>())
            .add(decode(pair.substring(equals + 1)));
      }
    }
    return new FormFields(fields);
  }

  private static String decode(String text) {
    try {
      return URLDecoder.decode(text, UTF_8);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("the form is not application/x-www-form-urlencoded", e);
    }
  }

  /** The first value of this name. */
  public Optional<String> first(String name) {
    return all(name).stream().findFirst();
  }

  /** Every value of this name, in order. */
  public List<String> all(String name) {
    return List.copyOf(fields.getOrDefault(name, List.of()));
  }

  /** All names. */
  public Set<String> names() {
    return Collections.unmodifiableSet(fields.keySet());
  }

  /** Whether any field's name begins so. */
  public boolean hasAny(String prefix) {
    return fields.keySet().stream().anyMatch(name -> name.startsWith(prefix));
  }
}
