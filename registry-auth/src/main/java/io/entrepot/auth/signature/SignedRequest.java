package io.entrepot.auth.signature;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A request as it came, as far as a signature can cover it. Each text holds one character for each
 * byte of the wire, so that nothing is lost or changed before it is hashed.
 *
 * @param path of the request line, not decoded
 * @param query what follows the question mark, not decoded; empty when there is none
 * @param fields of the header in their order; {@code host} is among them also when the transport
 *     carries it elsewhere
 */
public record SignedRequest(String method, String path, String query, List<Field> fields) {
  /** One line of the header. */
  public record Field(String name, String value) {}

  /**
   * @throws IllegalArgumentException when a text holds a character that is no byte
   */
  public SignedRequest {
    fields = List.copyOf(fields);
    requireBytes(method);
    requireBytes(path);
    requireBytes(query);
    for (Field field : fields) {
      requireBytes(field.name());
      requireBytes(field.value());
    }
  }

  private static void requireBytes(String text) {
    if (text.chars().anyMatch(c -> c > 0xFF)) {
      throw new IllegalArgumentException("a request consists of bytes");
    }
  }

  /** All values in their order by name in lower case. */
  Map<String, List<String>> values() {
    Map<String, List<String>> values = new LinkedHashMap<>();
    for (Field field : fields) {
      values
          .computeIfAbsent(field.name().toLowerCase(Locale.ROOT), name -> new ArrayList<>())
          .add(field.value());
    }
    return values;
  }

  /**
   * The one value of a field.
   *
   * @param name in lower case
   * @throws SignatureFailedException when it is there more than once
   */
  Optional<String> only(String name) {
    Optional<String> found = Optional.empty();
    for (Field field : fields) {
      if (field.name().toLowerCase(Locale.ROOT).equals(name)) {
        if (found.isPresent()) {
          throw SignatureFailure.incomplete("The header has '" + name + "' more than once.");
        }
        found = Optional.of(field.value().strip());
      }
    }
    return found;
  }
}
