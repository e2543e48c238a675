package io.entrepot.server.aws.ecr;

import io.entrepot.auth.decide.EcrAction;
import io.entrepot.server.aws.Asker;
import io.entrepot.server.aws.AwsError;
import io.entrepot.server.aws.Call;
import io.entrepot.server.aws.Input;
import io.entrepot.server.aws.Operation;
import io.entrepot.server.aws.Tree;
import io.entrepot.server.aws.Tree.Members;
import io.entrepot.server.aws.lifecycle.LifecycleTexts;
import io.entrepot.server.aws.lifecycle.PreviewShapes;
import io.entrepot.server.aws.registry.ImageId;
import io.entrepot.server.aws.registry.PageTokens;
import io.entrepot.server.aws.registry.Paging;
import io.entrepot.server.aws.registry.Registries;
import io.entrepot.storage.failure.StorageException;
import io.entrepot.storage.failure.StorageFailure;
import io.entrepot.storage.oci.Digest;
import io.entrepot.storage.oci.RepositoryKey;
import io.entrepot.storage.oci.Tag;
import io.entrepot.storage.registry.Inventory;
import io.entrepot.storage.registry.LifecyclePolicies;
import io.entrepot.storage.registry.LifecyclePreview;
import io.entrepot.storage.registry.LifecyclePreviews;
import io.entrepot.storage.registry.PolicyInForce;
import io.entrepot.storage.registry.PreviewedImage;
import io.entrepot.storage.registry.RegistryStore;
import io.entrepot.storage.registry.TagStatus;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Operations on what a lifecycle policy would do (ECR API reference). */
final class PreviewOperations {
  /** Most images of a page. */
  private static final int MAX = 100;

  private static final List<String> TAG_STATUSES =
      Arrays.stream(TagStatus.values()).map(Enum::name).toList();

  private final LifecyclePolicies policies;
  private final LifecyclePreviews previews;
  private final Inventory inventory;
  private final PageTokens tokens;
  private final BiConsumer<RepositoryKey, String> previewing;

  /**
   * @param previewing has a repository's preview worked out soon, for somebody with this ARN
   */
  PreviewOperations(
      RegistryStore store, PageTokens tokens, BiConsumer<RepositoryKey, String> previewing) {
    this.policies = store.lifecyclePolicies();
    this.previews = store.lifecyclePreviews();
    this.inventory = store.inventory();
    this.tokens = tokens;
    this.previewing = previewing;
  }

  List<Operation> all() {
    return List.of(
        new Operation("StartLifecyclePolicyPreview", this::start),
        new Operation("GetLifecyclePolicyPreview", this::get));
  }

  private Call start(Asker asker, Input input) {
    RepositoryKey key = Registries.PRIVATE.repository(asker, input);
    Optional<String> given = input.optionalText("lifecyclePolicyText").map(LifecycleTexts::checked);
    return Call.needing(Registries.may(EcrAction.START_LIFECYCLE_POLICY_PREVIEW, key))
        .gives(() -> start(key, given, asker.principal().arn()));
  }

  private Members start(RepositoryKey key, Optional<String> given, String asker) {
    String text =
        given
            .or(() -> policies.inForce(key).map(PolicyInForce::document))
            .orElseThrow(() -> LifecycleTexts.absent(key));
    LifecyclePreview begun =
        previews
            .begin(key, text)
            .orElseThrow(() ->
                AwsError.LIFECYCLE_POLICY_PREVIEW_IN_PROGRESS.because(
                    "The previous lifecycle policy preview request has not completed for "
                        + LifecycleTexts.named(key)));
    previewing.accept(key, asker);
    return shape(key, begun);
  }

  private Call get(Asker asker, Input input) {
    RepositoryKey key = Registries.PRIVATE.repository(asker, input);
    List<ImageId> ids = ImageId.readAll(input);
    Optional<TagStatus> filter = filter(input);
    Call.Needing needing =
        Call.needing(Registries.may(EcrAction.GET_LIFECYCLE_POLICY_PREVIEW, key));
    if (ids.isEmpty()) {
      TagStatus tags = filter.orElse(TagStatus.ANY);
      Paging paging =
          Paging.of(tokens, "GetLifecyclePolicyPreview " + key + " " + tags, input, MAX);
      return needing.gives(() -> {
        LifecyclePreview preview = PreviewShapes.latest(previews, key);
        Predicate<PreviewedImage> meant = image -> tags.includes(image.tags().all() > 0);
        return answer(key, preview, () -> PreviewShapes.changes(previews, preview, meant, paging));
      });
    }
    if (filter.isPresent() || Paging.isAsked(input)) {
      throw AwsError.INVALID_PARAMETER.because(
          "Invalid parameter at 'imageIds' failed to satisfy constraint: 'filter, nextToken and"
              + " maxResults cannot be used with imageIds'");
    }
    return needing.gives(() -> {
      LifecyclePreview preview = PreviewShapes.latest(previews, key);
      return answer(key, preview, () -> named(key, preview, ids));
    });
  }

  private static Optional<TagStatus> filter(Input input) {
    Optional<Input> inside = input.input("filter");
    Optional<TagStatus> tags =
        inside.flatMap(filter -> filter.oneOf("tagStatus", TAG_STATUSES, TagStatus::valueOf));
    inside.ifPresent(Input::refuseRest);
    return inside.isPresent() ? tags.or(() -> Optional.of(TagStatus.ANY)) : Optional.empty();
  }

  /** Results only of what is ready and not too old. */
  private static Members answer(
      RepositoryKey key, LifecyclePreview preview, Supplier<Members> results) {
    Members shape = shape(key, preview);
    if (preview.status() != LifecyclePreview.Status.COMPLETE) {
      return preview
          .failure()
          .map(why -> shape.and("failure", new Tree.Ours(new Tree.Text(why))))
          .orElse(shape);
    }
    return shape.and(results.get()).and("summary", summary(preview));
  }

  private static Members summary(LifecyclePreview preview) {
    Members summary = Members.NONE.and("expiringImageTotalCount", preview.expiring());
    return preview.transitioning() == 0
        ? summary
        : summary.and(
            "transitioningImageTotalCounts",
            new Tree.Items(
                List.of(
                    Members.of("targetStorageClass", "ARCHIVE")
                        .and("imageTotalCount", preview.transitioning()))));
  }

  /** Those that something would happen to; a tag means what it names now. */
  private Members named(RepositoryKey key, LifecyclePreview preview, List<ImageId> ids) {
    List<PreviewedImage> found =
        ids.stream()
            .flatMap(id -> digest(key, id).stream())
            .distinct()
            .flatMap(digest -> previews.image(preview, digest).stream())
            .filter(image -> image.action() != PreviewedImage.Action.KEEP)
            .toList();
    return Members.of("previewResults", Tree.items(found, PreviewShapes::image));
  }

  private Optional<Digest> digest(RepositoryKey key, ImageId id) {
    Optional<Tag> tag = id.tag();
    if (id.digest().isPresent() || tag.isEmpty()) {
      return id.digest();
    }
    try {
      return Optional.of(inventory.describe(key, tag.get()).digest());
    } catch (StorageException e) {
      if (e.failure() instanceof StorageFailure.ManifestUnknown) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private static Members shape(RepositoryKey key, LifecyclePreview preview) {
    return Registries.shape(key)
        .and("lifecyclePolicyText", preview.document())
        .and("status", preview.status().name());
  }
}
