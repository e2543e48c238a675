package io.entrepot.server.command;

import io.entrepot.server.command.View.Column;

/** {@code entrepot image}. */
final class ImageNoun {
  private static final String SERVICE = "entrepot";
  private static final String PINNED = "pinnedImages";

  private ImageNoun() {}

  static Noun noun() {
    return new Noun(
        "image", "Images: which of them lifecycle policies leave alone.", pin(), unpin(), pins());
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
}
