package io.entrepot.server.command;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Tags as people write them and as AWS has them. */
final class Tags {
  private Tags() {}

  /**
   * From {@code KEY=VALUE}; the value may hold further equals signs.
   *
   * @throws ClientException when one has no equals sign or no key
   */
  static List<Json> read(List<String> texts) throws ClientException {
    List<Json> tags = new ArrayList<>();
    for (String text : texts) {
      int equals = text.indexOf('=');
      if (equals < 1) {
        throw ClientException.usage("a tag is KEY=VALUE, not '" + text + "'");
      }
      tags.add(
          new Json()
              .with("Key", text.substring(0, equals))
              .with("Value", text.substring(equals + 1)));
    }
    return tags;
  }

  /** To {@code KEY=VALUE}, with commas between. */
  static String show(Json holder) {
    return holder.objects("Tags").stream()
        .map(tag -> tag.text("Key").orElse("") + "=" + tag.text("Value").orElse(""))
        .collect(Collectors.joining(", "));
  }
}
