package io.entrepot.server.error;

import io.entrepot.server.http.JsonBody;
import io.entrepot.server.http.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonGenerator;

/** An answer that refuses, before it is written. Immutable. */
public final class Refusal {
  private final int status;
  private final List<String> headers;
  private final List<ErrorEntry> errors;

  /**
   * @param headers names and values in turn
   * @param errors at least one
   */
  Refusal(int status, List<String> headers, List<ErrorEntry> errors) {
    this.status = status;
    this.headers = List.copyOf(headers);
    this.errors = List.copyOf(errors);
  }

  public int status() {
    return status;
  }

  /** That of the first error. */
  public String code() {
    return errors.getFirst().code();
  }

  /** That of the first error, for the client. */
  public String message() {
    return errors.getFirst().message();
  }

  static Refusal of(int status, ErrorEntry error, String... headers) {
    return new Refusal(status, List.of(headers), List.of(error));
  }

  static Refusal of(OciError code, String message) {
    return of(code.status(), ErrorEntry.of(code, message));
  }

  /** The answer, in the form of the specification (Error codes). */
  public Response toResponse() {
    List<String> all = new ArrayList<>(headers);
    all.add("Content-Type");
    all.add("application/json");
    return new Response(status, all, JsonBody.of(this::write));
  }

  private void write(JsonGenerator json) {
    json.writeStartObject();
    json.writeArrayPropertyStart("errors");
    for (ErrorEntry error : errors) {
      json.writeStartObject();
      json.writeStringProperty("code", error.code());
      json.writeStringProperty("message", error.message());
      if (!error.detail().isEmpty()) {
        json.writeObjectPropertyStart("detail");
        for (Map.Entry<String, String> member : error.detail().entrySet()) {
          json.writeStringProperty(member.getKey(), member.getValue());
        }
        json.writeEndObject();
      }
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }
}
