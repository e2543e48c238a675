package io.entrepot.server.aws.ecr;

import io.entrepot.server.aws.Input;
import io.entrepot.server.aws.Tree.Members;
import io.entrepot.server.aws.registry.ImageFilter;
import io.entrepot.storage.oci.Digest;
import io.entrepot.storage.registry.ImageInfo;
import io.entrepot.storage.registry.TagStatus;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The status of images, which those of ECR alone have: as it is asked for, and as it is told. */
final class ImageStatuses {
  private static final String ACTIVE = "ACTIVE";
  private static final String ANY = "ANY";
  private static final List<String> STATUSES = List.of(ACTIVE, "ARCHIVED", "ACTIVATING", ANY);
  private static final List<String> TAG_STATUSES =
      Arrays.stream(TagStatus.values()).map(Enum::name).toList();

  private ImageStatuses() {}

  static ImageFilter filter(Input input) {
    Optional<Input> inside = input.input("filter");
    if (inside.isEmpty()) {
      return ImageFilter.ALL;
    }
    TagStatus tags =
        inside.get().oneOf("tagStatus", TAG_STATUSES, TagStatus::valueOf).orElse(TagStatus.ANY);
    String status = inside.get().oneOf("imageStatus", STATUSES, each -> each).orElse(ACTIVE);
    inside.get().refuseRest();
    return new ImageFilter(tags, status.equals(ACTIVE) || status.equals(ANY));
  }

  /** What ECR tells of an image beside what ECR Public tells too. */
  static Members details(ImageInfo image) {
    Members details =
        Members.NONE
            .and("subjectManifestDigest", image.subject().map(Digest::toString))
            .and("imageStatus", ACTIVE);
    return image.pulledAt().map(at -> details.and("lastRecordedPullTime", at)).orElse(details);
  }
}
