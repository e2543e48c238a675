package io.entrepot.server.aws;

import io.entrepot.server.http.JsonBody;
import io.entrepot.server.http.ResponseBody;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import tools.jackson.core.JsonGenerator;

/** Writes what operations give as JSON, with times as ISO 8601 and policies as plain text. */
final class JsonOutput {
  private JsonOutput() {}

  static ResponseBody of(Tree.Members members) {
    return JsonBody.of(json -> write(json, members));
  }

  private static void write(JsonGenerator json, Tree tree) {
    switch (tree) {
      case Tree.Text text -> json.writeString(text.value());
      case Tree.Whole number -> json.writeNumber(number.value());
      case Tree.Flag flag -> json.writeBoolean(flag.value());
      case Tree.Time time ->
          json.writeString(time.value().truncatedTo(ChronoUnit.SECONDS).toString());
      case Tree.Document document -> json.writeString(document.json());
      case Tree.Items items -> {
        json.writeStartArray();
        items.values().forEach(each -> write(json, each));
        json.writeEndArray();
      }
      case Tree.Members members -> {
        json.writeStartObject();
        for (Map.Entry<String, Tree> member : members.values().entrySet()) {
          json.writeName(member.getKey());
          write(json, member.getValue());
        }
        json.writeEndObject();
      }
    }
  }
}
