package io.entrepot.server.error;

import java.util.Map;

/**
 * One error of an answer.
 *
 * @param code of the specification's list, or UNKNOWN with a status of 500 and more
 * @param detail further names and values; may be empty
 */
record ErrorEntry(String code, String message, Map<String, String> detail) {
  ErrorEntry {
    detail = Map.copyOf(detail);
  }

  static ErrorEntry of(OciError code, String message) {
    return new ErrorEntry(code.name(), message, Map.of());
  }

  static ErrorEntry of(OciError code, String message, Map<String, String> detail) {
    return new ErrorEntry(code.name(), message, detail);
  }

  /**
   * An error of the server's own. The specification lists codes for 4xx only; docker's registries
   * call this one UNKNOWN, and its clients try again after it.
   */
  static ErrorEntry ofServer(String message) {
    return new ErrorEntry("UNKNOWN", message, Map.of());
  }
}
