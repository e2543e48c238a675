package io.entrepot.server.aws.registry;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** Texts that have to be JSON, whatever they mean. */
public final class JsonText {
  private static final JsonFactory JSON = new JsonFactory();

  private JsonText() {}

  /** Whether it is JSON, of whatever kind. */
  public static boolean isJson(String text) {
    try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), text)) {
      boolean any = false;
      while (parser.nextToken() != null) {
        any = true;
      }
      return any;
    } catch (JacksonException e) {
      return false;
    }
  }
}
