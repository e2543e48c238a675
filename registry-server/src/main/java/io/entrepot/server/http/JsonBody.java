package io.entrepot.server.http;

import java.io.ByteArrayOutputStream;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Writes JSON bodies, with every text escaped. */
public final class JsonBody {
  private static final JsonFactory JSON = new JsonFactory();

  private JsonBody() {}

  /** What the writer writes, which is one JSON value, as a body. */
  public static ResponseBody of(Consumer<JsonGenerator> writer) {
    return new ResponseBody.InMemory(bytes(writer));
  }

  /** The same as bytes. */
  public static byte[] bytes(Consumer<JsonGenerator> writer) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
    try (JsonGenerator generator = JSON.createGenerator(ObjectWriteContext.empty(), bytes)) {
      writer.accept(generator);
    }
    return bytes.toByteArray();
  }
}
