package io.entrepot.server.aws.lifecycle;

import io.entrepot.server.aws.AwsError;
import io.entrepot.server.aws.Tree;
import io.entrepot.server.aws.Tree.Members;
import io.entrepot.server.aws.registry.Paging;
import io.entrepot.storage.oci.RepositoryKey;
import io.entrepot.storage.oci.Tag;
import io.entrepot.storage.registry.LifecyclePreview;
import io.entrepot.storage.registry.LifecyclePreviews;
import io.entrepot.storage.registry.PreviewedImage;
import io.entrepot.storage.registry.Stretch;
import java.util.Optional;
import java.util.function.Predicate;

/** How previews are told of, by ECR's operations and ours. */
public final class PreviewShapes {
  private PreviewShapes() {}

  /** The latest preview of a repository. */
  public static LifecyclePreview latest(LifecyclePreviews previews, RepositoryKey key) {
    return previews
        .latest(key)
        .orElseThrow(() ->
            AwsError.LIFECYCLE_POLICY_PREVIEW_NOT_FOUND.because(
                "Lifecycle policy preview request does not exist for "
                    + LifecycleTexts.named(key)));
  }

  /**
   * A page of what is meant. Its token is good for this preview alone.
   *
   * @param name of the member
   */
  public static Members page(
      String name,
      LifecyclePreviews previews,
      LifecyclePreview preview,
      Predicate<PreviewedImage> meant,
      Paging paging) {
    String mark = preview.id() + "/";
    Optional<String> after =
        paging
            .after()
            .map(place -> {
              if (!place.startsWith(mark)) {
                throw AwsError.INVALID_PARAMETER.because(
                    "Invalid parameter at 'nextToken' failed to satisfy constraint: 'Invalid"
                        + " token'");
              }
              return place.substring(mark.length());
            });
    Stretch<PreviewedImage> found = previews.images(preview, meant, after, paging.limit());
    return Members.of(name, Tree.items(found.items(), PreviewShapes::image))
        .and("nextToken", paging.next(found.next().map(place -> mark + place)));
  }

  /** One image; why is told at our own door alone. */
  public static Members image(PreviewedImage image) {
    Members shape = Members.NONE;
    if (!image.tags().isEmpty()) {
      shape = shape.and("imageTags", Tree.texts(image.tags().stream().map(Tag::value).toList()));
    }
    shape =
        shape
            .and("imageDigest", image.digest().toString())
            .and("imagePushedAt", image.pushedAt())
            .and("action", action(image.action()));
    if (image.rule().isPresent()) {
      shape = shape.and("appliedRulePriority", image.rule().get());
    }
    return shape
        .and("storageClass", "STANDARD")
        .and("reason", new Tree.Ours(new Tree.Text(image.reason())));
  }

  private static Members action(PreviewedImage.Action action) {
    Members type = Members.of("type", action.name());
    return action == PreviewedImage.Action.TRANSITION
        ? type.and("targetStorageClass", "ARCHIVE")
        : type;
  }
}
