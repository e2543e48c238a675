package io.entrepot.server.aws.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.entrepot.server.aws.Tree;
import io.entrepot.server.http.Response;
import java.net.URLEncoder;
import java.time.temporal.ChronoUnit;
import java.util.Map;

/** Writes what operations give, and what they refuse, in the XML of AWS Query. */
final class XmlOutput {
  private XmlOutput() {}

  static Response of(QueryServices.Called called, String requestId, Tree.Members output) {
    String name = called.operation();
    return Xml.answer(
            200,
            name + "Response",
            called.namespace(),
            xml ->
                xml.element(name + "Result", result -> members(result, output))
                    .element("ResponseMetadata", meta -> meta.element("RequestId", requestId)))
        .withHeader("x-amzn-RequestId", requestId);
  }

  static Response error(
      String namespace, String requestId, int status, String code, String message) {
    return Xml.answer(
            status,
            "ErrorResponse",
            namespace,
            xml ->
                xml.element(
                        "Error",
                        inside ->
                            inside
                                .element("Type", status < 500 ? "Sender" : "Receiver")
                                .element("Code", code)
                                .element("Message", message))
                    .element("RequestId", requestId))
        .withHeader("x-amzn-RequestId", requestId);
  }

  private static void members(Xml xml, Tree.Members members) {
    for (Map.Entry<String, Tree> member : members.values().entrySet()) {
      element(xml, member.getKey(), member.getValue());
    }
  }

  private static void element(Xml xml, String name, Tree value) {
    switch (value) {
      case Tree.Text text -> xml.element(name, text.value());
      case Tree.Whole whole -> xml.element(name, Long.toString(whole.value()));
      case Tree.Flag flag -> xml.element(name, Boolean.toString(flag.value()));
      case Tree.Time time ->
          xml.element(name, time.value().truncatedTo(ChronoUnit.SECONDS).toString());
      case Tree.Document document -> xml.element(name, escaped(document.json()));
      case Tree.Ours ours -> {
        // Clients that read AWS's answers strictly do not know it.
      }
      case Tree.Bytes bytes -> throw new IllegalArgumentException("nothing here gives bytes");
      case Tree.Items items ->
          xml.element(
              name, inside -> items.values().forEach(each -> element(inside, "member", each)));
      case Tree.Members members -> xml.element(name, inside -> members(inside, members));
      case Tree.Table table -> xml.element(name, inside -> entries(inside, table));
    }
  }

  private static void entries(Xml xml, Tree.Table table) {
    table
        .entries()
        .values()
        .forEach((key, value) ->
            xml.element(
                "entry",
                entry -> {
                  entry.element("key", key);
                  element(entry, "value", value);
                }));
  }

  /** As IAM escapes policies (RFC 3986, section 2.1). */
  private static String escaped(String json) {
    return URLEncoder.encode(json, UTF_8)
        .replace("+", "%20")
        .replace("*", "%2A")
        .replace("%7E", "~");
  }
}
