package io.entrepot.server.aws;

import io.entrepot.server.http.JsonBody;
import io.entrepot.server.http.ResponseBody;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import tools.jackson.core.JsonGenerator;

/** Writes what operations give as JSON, with policies as plain text. */
public enum JsonOutput {
  /** With times as ISO 8601, in seconds, and what is ours. */
  READABLE {
    @Override
    void write(JsonGenerator json, Instant time) {
      json.writeString(time.truncatedTo(ChronoUnit.SECONDS).toString());
    }

    @Override
    boolean tells(Tree value) {
      return true;
    }
  },

  /** With times as seconds since 1970, with their fraction, as AWS JSON 1.1 has them. */
  AWS {
    @Override
    void write(JsonGenerator json, Instant time) {
      json.writeNumber(BigDecimal.valueOf(time.toEpochMilli(), MILLIS));
    }

    @Override
    boolean tells(Tree value) {
      return !(value instanceof Tree.Ours);
    }
  };

  private static final int MILLIS = 3;

  /** What they give as a body. */
  public ResponseBody of(Tree.Members members) {
    return JsonBody.of(json -> write(json, members));
  }

  /** What they give as bytes. */
  byte[] bytes(Tree.Members members) {
    return JsonBody.bytes(json -> write(json, members));
  }

  abstract void write(JsonGenerator json, Instant time);

  abstract boolean tells(Tree value);

  private void write(JsonGenerator json, Tree tree) {
    switch (tree) {
      case Tree.Text text -> json.writeString(text.value());
      case Tree.Whole number -> json.writeNumber(number.value());
      case Tree.Flag flag -> json.writeBoolean(flag.value());
      case Tree.Time time -> write(json, time.value());
      case Tree.Table table -> write(json, table.entries());
      case Tree.Document document -> json.writeString(document.json());
      case Tree.Ours ours -> write(json, ours.value());
      case Tree.Bytes bytes -> throw new IllegalArgumentException("nothing here gives bytes");
      case Tree.Items items -> {
        json.writeStartArray();
        items.values().forEach(each -> write(json, each));
        json.writeEndArray();
      }
      case Tree.Members members -> {
        json.writeStartObject();
        for (Map.Entry<String, Tree> member : members.values().entrySet()) {
          if (tells(member.getValue())) {
            json.writeName(member.getKey());
            write(json, member.getValue());
          }
        }
        json.writeEndObject();
      }
    }
  }
}
