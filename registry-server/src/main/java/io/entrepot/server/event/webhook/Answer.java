package io.entrepot.server.event.webhook;

import java.util.Map;
import java.util.Optional;

/**
 * The head of an answer.
 *
 * @param fields by their names in small letters; of a name that is there twice the first
 */
record Answer(int status, Map<String, String> fields) {
  Optional<String> field(String name) {
    return Optional.ofNullable(fields.get(name));
  }
}
