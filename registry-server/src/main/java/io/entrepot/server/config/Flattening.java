package io.entrepot.server.config;

import io.entrepot.server.spelling.Nearest;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonToken;
import tools.jackson.dataformat.yaml.YAMLParser;

/** Turns one YAML document of nested maps into texts by dotted keys, and refuses all else. */
final class Flattening {
  private final String name;
  private final YAMLParser parser;
  private final Map<String, String> texts = new LinkedHashMap<>();

  /** The keys of the maps that are open, the innermost last; each with the dot behind it. */
  private final Deque<String> prefixes = new ArrayDeque<>();

  private String field = "";

  Flattening(String name, YAMLParser parser) {
    this.name = name;
    this.parser = parser;
  }

  Map<String, String> run() {
    JsonToken token = parser.nextToken();
    if (token == null || token == JsonToken.VALUE_NULL) {
      return texts;
    }
    if (token != JsonToken.START_OBJECT) {
      throw refuse("the file must be a map of keys and values");
    }
    prefixes.push("");
    while (!prefixes.isEmpty()) {
      take(parser.nextToken());
    }
    if (parser.nextToken() != null) {
      throw refuse("there is more than one document in it");
    }
    return texts;
  }

  private void take(JsonToken token) {
    if (parser.isCurrentAlias()) {
      throw refuse("aliases (*name) are not accepted");
    }
    if (token == JsonToken.PROPERTY_NAME) {
      field = parser.currentName();
    } else if (token == JsonToken.START_OBJECT) {
      prefixes.push(prefixes.element() + field + ".");
    } else if (token == JsonToken.END_OBJECT) {
      prefixes.pop();
    } else {
      put(prefixes.element() + field, token);
    }
  }

  private void put(String key, JsonToken token) {
    Setting<?> setting = known(key);
    switch (token) {
      case VALUE_STRING, VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT, VALUE_TRUE, VALUE_FALSE -> {
        if (texts.put(key, parser.getString()) != null) {
          throw refuse(key + " is set twice");
        }
      }
      case START_ARRAY -> throw refuse(key + " is a list; accepted is " + setting.accepted());
      default -> throw refuse(key + " has no value; accepted is " + setting.accepted());
    }
  }

  private Setting<?> known(String key) {
    List<String> keys = Settings.ALL.stream().map(Setting::key).toList();
    return Settings.ALL.stream()
        .filter(setting -> setting.key().equals(key))
        .findFirst()
        .orElseThrow(() ->
            refuse(
                "there is no key " + shown(key) + "; the nearest one is " + Nearest.of(key, keys)));
  }

  private ConfigException refuse(String why) {
    return new ConfigException(name + ": " + why);
  }

  /** A key from outside, short enough for a message. */
  private static String shown(String key) {
    return key.length() > 100 ? key.substring(0, 100) + "..." : key;
  }
}
