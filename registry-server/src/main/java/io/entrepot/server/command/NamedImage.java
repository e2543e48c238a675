package io.entrepot.server.command;

import java.util.stream.Collectors;

/** A repository, or an image in it, as a command names it. */
final class NamedImage {
  static final String REPOSITORY = "REPOSITORY";
  private static final String IMAGE = "IMAGE";

  private NamedImage() {}

  static Argument repository() {
    return Argument.positional(REPOSITORY, "repositoryName", "The repository, such as team/app.");
  }

  static Argument argument() {
    return Argument.positional(
        IMAGE, "", "The image: REPOSITORY@DIGEST, or REPOSITORY:TAG for what the tag names now.");
  }

  /** One that has no tags, as it expired. */
  static Argument digest() {
    return Argument.positional(
        IMAGE, "", "The image: REPOSITORY@DIGEST; entrepot image expired REPOSITORY lists them.");
  }

  /** An operation on the image of this digest. */
  static Work workByDigest(String service, String operation) {
    return asked -> {
      String text = asked.required(IMAGE);
      if (text.indexOf('@') < 1 || text.endsWith("@")) {
        throw ClientException.usage(
            "what expired has no tags any more: name it REPOSITORY@DIGEST, not " + text);
      }
      return asked.server().call(service, operation, read(text).withAll(asked.members()));
    };
  }

  /** An operation on the image that is named. */
  static Work work(String service, String operation) {
    return asked ->
        asked
            .server()
            .call(service, operation, read(asked.required(IMAGE)).withAll(asked.members()));
  }

  private static Json read(String text) throws ClientException {
    int at = text.indexOf('@');
    int end = at >= 0 ? at : text.lastIndexOf(':');
    if (end < 1 || end == text.length() - 1) {
      throw ClientException.usage("an image is REPOSITORY@DIGEST or REPOSITORY:TAG, not " + text);
    }
    return new Json()
        .with("repositoryName", text.substring(0, end))
        .with("image", text.substring(end + 1));
  }

  /** The tags of an image in a row. */
  static String tags(Json row) {
    return row.texts("imageTags").stream().collect(Collectors.joining(" "));
  }
}
