package io.entrepot.server.aws.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.entrepot.server.http.Response;
import io.entrepot.server.http.ResponseBody;
import java.util.function.Consumer;

/** Writes answers of the Query protocol: elements and texts, every text escaped. */
public final class Xml {
  private final StringBuilder text = new StringBuilder();

  private Xml() {}

  /**
   * An answer whose body is this element with what the writer puts into it.
   *
   * @param namespace of the service
   */
  public static Response answer(int status, String root, String namespace, Consumer<Xml> content) {
    Xml xml = new Xml();
    xml.text.append('<').append(root).append(" xmlns=\"").append(namespace).append("\">");
    content.accept(xml);
    xml.text.append("</").append(root).append(">\n");
    return Response.of(status)
        .withHeader("Content-Type", "text/xml")
        .withHeader("Cache-Control", "no-store")
        .withBody(new ResponseBody.InMemory(xml.text.toString().getBytes(UTF_8)));
  }

  /** An element with what the writer puts into it. */
  public Xml element(String name, Consumer<Xml> content) {
    text.append('<').append(name).append('>');
    content.accept(this);
    text.append("</").append(name).append('>');
    return this;
  }

  /** An element with a text. */
  public Xml element(String name, String value) {
    return element(name, inside -> inside.escaped(value));
  }

  /** What XML 1.0 cannot hold at all is a question mark. */
  private void escaped(String value) {
    value
        .codePoints()
        .forEach(c -> {
          switch (c) {
            case '<' -> text.append("&lt;");
            case '>' -> text.append("&gt;");
            case '&' -> text.append("&amp;");
            case '"' -> text.append("&quot;");
            case '\r' -> text.append("&#13;");
            default -> text.appendCodePoint(isCharacter(c) ? c : '?');
          }
        });
  }

  private static boolean isCharacter(int c) {
    return c == '\t'
        || c == '\n'
        || (c >= 0x20 && c <= 0xd7ff)
        || (c >= 0xe000 && c <= 0xfffd)
        || c >= 0x10000;
  }
}
