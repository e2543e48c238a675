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

  /** A page of what would be done and is meant. Its token is good for this preview alone. */
  public static Members changes(
      LifecyclePreviews previews,
      LifecyclePreview preview,
      Predicate<PreviewedImage> meant,
      Paging paging) {
    Stretch<PreviewedImage> found =
        previews.changes(preview, meant, after(preview, paging), paging.limit());
    return page("previewResults", preview, found, paging);
  }

  /** A page of all images. Likewise. */
  static Members all(LifecyclePreviews previews, LifecyclePreview preview, Paging paging) {
    Stretch<PreviewedImage> found =
        previews.images(preview, after(preview, paging), paging.limit());
    return page("images", preview, found, paging);
  }

  private static String mark(LifecyclePreview preview) {
    return preview.id() + "/";
  }

  private static Optional<String> after(LifecyclePreview preview, Paging paging) {
    String mark = mark(preview);
    return paging
        .after()
        .map(place -> {
          if (!place.startsWith(mark)) {
            throw AwsError.INVALID_PARAMETER.because(
                "Invalid parameter at 'nextToken' failed to satisfy constraint: 'Invalid"
                    + " token'");
          }
          return place.substring(mark.length());
        });
  }

  private static Members page(
      String name, LifecyclePreview preview, Stretch<PreviewedImage> found, Paging paging) {
    return Members.of(name, Tree.items(found.items(), PreviewShapes::image))
        .and("nextToken", paging.next(found.next().map(place -> mark(preview) + place)));
  }

  /** One image; why is told at our own door alone. */
  public static Members image(PreviewedImage image) {
    Members shape = Members.NONE;
    if (image.tags().all() > 0) {
      shape =
          shape
              .and("imageTags", Tree.texts(image.tags().first().stream().map(Tag::value).toList()))
              .and("imageTagCount", new Tree.Ours(new Tree.Whole(image.tags().all())));
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
