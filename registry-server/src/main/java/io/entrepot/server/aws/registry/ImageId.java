package io.entrepot.server.aws.registry;

import io.entrepot.server.aws.AwsError;
import io.entrepot.server.aws.Input;
import io.entrepot.server.aws.Tree;
import io.entrepot.server.aws.Tree.Members;
import io.entrepot.storage.oci.Digest;
import io.entrepot.storage.oci.OciSyntaxException;
import io.entrepot.storage.oci.Tag;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** An image as a client names it: by digest, by tag or by both, right or wrong. */
public record ImageId(Optional<String> digestText, Optional<String> tagText) {
  /** Most images that one request names. */
  public static final int MAX = 100;

  private static final Pattern DIGEST = Pattern.compile("[a-zA-Z0-9-_+.]+:[a-fA-F0-9]+");

  /** Why nothing is done with an image, in ECR's words. */
  public record Failure(String code, String reason) {
    public static final Failure NOT_FOUND =
        new Failure("ImageNotFound", "Requested image not found");

    public static Failure tagElsewhere() {
      return new Failure(
          "ImageTagDoesNotMatchDigest", "Requested image tag does not match the image digest");
    }
  }

  /** Those of a list, which may be absent. */
  public static List<ImageId> readAll(Input input) {
    List<ImageId> all = input.inputs("imageIds").stream().map(ImageId::read).toList();
    if (all.size() > MAX) {
      throw AwsError.INVALID_PARAMETER.because(
          "Invalid parameter at 'imageIds' failed to satisfy constraint: 'Member must have length"
              + " less than or equal to "
              + MAX
              + "'");
    }
    return all;
  }

  /** The same where there has to be one at least. */
  public static List<ImageId> readSome(Input input) {
    List<ImageId> all = readAll(input);
    if (all.isEmpty()) {
      throw AwsError.VALIDATION.because("imageIds is missing or empty.");
    }
    return all;
  }

  private static ImageId read(Input each) {
    ImageId id = new ImageId(each.optionalText("imageDigest"), each.optionalText("imageTag"));
    each.refuseRest();
    return id;
  }

  /** What is wrong with it by itself. */
  public Optional<Failure> problem() {
    if (digestText.isEmpty() && tagText.isEmpty()) {
      return Optional.of(
          new Failure(
              "MissingDigestAndTag",
              "Invalid request parameters: both tag and digest cannot be null"));
    }
    if (digestText.filter(text -> !DIGEST.matcher(text).matches()).isPresent()) {
      return Optional.of(
          new Failure(
              "InvalidImageDigest",
              "Invalid request parameters: image digest should satisfy the regex '"
                  + DIGEST
                  + "'"));
    }
    if (tagText.isPresent() && tag().isEmpty()) {
      return Optional.of(
          new Failure("InvalidImageTag", "Invalid request parameters: the image tag is not valid"));
    }
    // Well written, but of no algorithm or length that any image here has.
    return digestText.isPresent() && digest().isEmpty()
        ? Optional.of(Failure.NOT_FOUND)
        : Optional.empty();
  }

  /** Empty when there is none, or it is none. */
  public Optional<Digest> digest() {
    try {
      return digestText.map(Digest::parse);
    } catch (OciSyntaxException e) {
      return Optional.empty();
    }
  }

  /** Likewise. */
  public Optional<Tag> tag() {
    try {
      return tagText.map(Tag::new);
    } catch (OciSyntaxException e) {
      return Optional.empty();
    }
  }

  /** The id as it was given. */
  public Members shape() {
    return Members.NONE.and("imageDigest", digestText).and("imageTag", tagText);
  }

  /** One that is there. */
  public static Members shape(Digest digest, Optional<Tag> tag) {
    return Members.of("imageDigest", digest.toString()).and("imageTag", tag.map(Tag::value));
  }

  /** It is told that nothing is done with it, and why. */
  public Tree failed(Failure failure) {
    return Members.of("imageId", shape())
        .and("failureCode", failure.code())
        .and("failureReason", failure.reason());
  }

  /** In the words of ECR's messages. */
  @Override
  public String toString() {
    return "{imageDigest:'"
        + digestText.orElse("null")
        + "', imageTag:'"
        + tagText.orElse("null")
        + "'}";
  }
}
