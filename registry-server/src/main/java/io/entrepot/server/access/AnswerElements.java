package io.entrepot.server.access;

import io.entrepot.server.http.Response;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What an answer's header fields tell of the outcome, for the audit log. */
final class AnswerElements {
  private static final Map<String, String> NAMES =
      Map.of("docker-content-digest", "digest", "oci-subject", "subject");

  private AnswerElements() {}

  static AuditEvent.Answer of(Response response) {
    Map<String, String> elements = new HashMap<>();
    List<String> headers = response.headers();
    for (int i = 0; i + 1 < headers.size(); i += 2) {
      String name = NAMES.get(headers.get(i).toLowerCase(Locale.ROOT));
      if (name != null) {
        elements.put(name, headers.get(i + 1));
      }
    }
    return new AuditEvent.Answer(response.status(), elements);
  }
}
