package io.entrepot.server.command;

import io.entrepot.server.command.View.Column;
import java.util.Optional;

/** {@code entrepot image}. */
final class ImageNoun {
  private static final String SERVICE = "entrepot";
  private static final String PINNED = "pinnedImages";
  private static final String EXPIRED = "expiredImages";
  private static final String RESTORED = "restoredImages";

  private static final Optional<String> AGAIN = Optional.of("true");

  private ImageNoun() {}

  static Noun noun() {
    return new Noun(
        "image",
        "Images: which of them lifecycle policies leave alone, and those that they took away.",
        pin(),
        unpin(),
        pins(),
        expired(),
        restore(),
        purge());
  }

  private static Verb pin() {
    return Verb.of("pin", "Keeps an image from every lifecycle policy.")
        .details(
            "A pin is on the image's digest, whatever its tags become. Whoever may delete images"
                + " may delete this one too; its pin goes with it.")
        .takes(NamedImage.argument())
        .does(NamedImage.work(SERVICE, "PinImage"))
        .shows(View.said("{.pinnedImage.imageDigest} is pinned"))
        .examples(
            "entrepot image pin team/app:v1",
            "entrepot image pin team/app@sha256:e3b0c44298fc1c149afbf4c8996fb924"
                + "27ae41e4649b934ca495991b7852b855");
  }

  private static Verb unpin() {
    return Verb.of("unpin", "Takes an image's pin away.")
        .takes(NamedImage.argument())
        .does(NamedImage.work(SERVICE, "UnpinImage"))
        .shows(View.said("{.pinnedImage.imageDigest} is not pinned any more"))
        .examples("entrepot image unpin team/app:v1");
  }

  private static Verb pins() {
    return Verb.of("pins", "Lists the pinned images of a repository.")
        .takes(NamedImage.repository())
        .does(Work.pages(SERVICE, "ListPinnedImages", PINNED))
        .shows(
            View.table(
                PINNED,
                Column.of("DIGEST", "imageDigest"),
                new Column("TAGS", NamedImage::tags),
                Column.of("SINCE", "pinnedAt"),
                Column.of("BY", "pinnedBy")))
        .examples("entrepot image pins team/app", "entrepot image pins team/app --output json");
  }

  private static Verb expired() {
    return Verb.of("expired", "Lists the images that a policy took away and that can come back.")
        .details(
            "With lifecycle.delay above 0 an image that a lifecycle policy takes away can be"
                + " brought back for that long. It is in no other list, and nobody can pull it.")
        .takes(NamedImage.repository())
        .does(Work.pages(SERVICE, "ListExpiredImages", EXPIRED))
        .shows(
            View.table(
                EXPIRED,
                Column.of("DIGEST", "imageDigest"),
                new Column("TAGS", NamedImage::tags),
                Column.of("EXPIRED", "expiredAt"),
                Column.of("DELETED AFTER", "deletedAfter"),
                Column.of("WHY", "reason")))
        .examples("entrepot image expired team/app");
  }

  private static Verb restore() {
    return Verb.of("restore", "Brings an image back that a lifecycle policy took away.")
        .details(
            "With it come the images of an index and what went with it, such as signatures. Tags"
                + " that name another image by now stay where they are. A restored image counts as"
                + " pushed when it is restored; entrepot image pin keeps it from later runs.")
        .takes(NamedImage.digest())
        .does(NamedImage.workByDigest(SERVICE, "RestoreImage"))
        .shows(
            View.table(
                RESTORED,
                Column.of("DIGEST", "imageDigest"),
                new Column("TAGS", NamedImage::tags),
                new Column("TAGS NAMING ANOTHER", row -> String.join(" ", row.texts("takenTags"))),
                new Column(
                    "PUSHED AGAIN", row -> row.text("pushedAgain").equals(AGAIN) ? "yes" : "no")))
        .examples(
            "entrepot image restore team/app@sha256:e3b0c44298fc1c149afbf4c8996fb924"
                + "27ae41e4649b934ca495991b7852b855");
  }

  private static Verb purge() {
    return Verb.of("purge", "Deletes an image at once that expired and could be brought back.")
        .details(
            "For what is not to be kept any longer, such as an image with a secret in it. Only"
                + " this image goes, not the images of an index. The blobs that no other manifest"
                + " names are collected when gc.grace is over.")
        .takes(NamedImage.digest())
        .does(NamedImage.workByDigest(SERVICE, "DeleteExpiredImage"))
        .shows(View.said("{.deletedImage.imageDigest} cannot be brought back any more"))
        .examples(
            "entrepot image purge team/app@sha256:e3b0c44298fc1c149afbf4c8996fb924"
                + "27ae41e4649b934ca495991b7852b855");
  }
}
