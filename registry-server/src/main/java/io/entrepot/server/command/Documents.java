package io.entrepot.server.command;

import tools.jackson.core.JacksonException;

/** Policy documents as people see them. */
final class Documents {
  private Documents() {}

  /** In lines; as it is when it is no JSON object. */
  static String indented(String document) {
    try {
      return document.isEmpty() ? "" : Json.parse(document).indented();
    } catch (JacksonException | IllegalStateException notJson) {
      return document;
    }
  }

  /** Shows the document at this path and nothing else, so that it can be changed and sent back. */
  static View view(String path) {
    return (answer, asked, out) ->
        indented(View.at(answer, path)).lines().map(Table::printable).forEach(out::println);
  }
}
