package io.entrepot.server.aws.ecr;

import io.entrepot.auth.decide.EcrAction;
import io.entrepot.server.aws.Asker;
import io.entrepot.server.aws.AwsError;
import io.entrepot.server.aws.Call;
import io.entrepot.server.aws.Input;
import io.entrepot.server.aws.Operation;
import io.entrepot.server.aws.Tree;
import io.entrepot.server.aws.Tree.Members;
import io.entrepot.storage.failure.StorageException;
import io.entrepot.storage.failure.StorageFailure;
import io.entrepot.storage.oci.Digest;
import io.entrepot.storage.oci.MediaType;
import io.entrepot.storage.oci.Reference;
import io.entrepot.storage.oci.RepositoryKey;
import io.entrepot.storage.oci.Tag;
import io.entrepot.storage.registry.ImageInfo;
import io.entrepot.storage.registry.ImageName;
import io.entrepot.storage.registry.Inventory;
import io.entrepot.storage.registry.Stretch;
import io.entrepot.storage.registry.TagStatus;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Operations that tell what images a repository holds (ECR API reference). */
final class InventoryOperations {
  private static final String ACTIVE = "ACTIVE";
  private static final String ANY = "ANY";
  private static final List<String> STATUSES = List.of(ACTIVE, "ARCHIVED", "ACTIVATING", ANY);
  private static final List<String> TAG_STATUSES =
      Arrays.stream(TagStatus.values()).map(Enum::name).toList();

  private final Inventory inventory;
  private final PageTokens tokens;

  /**
   * Which images are meant.
   *
   * @param any whether images are meant that are there, not archived ones alone
   */
  private record Filter(TagStatus tags, boolean any) {}

  InventoryOperations(Inventory inventory, PageTokens tokens) {
    this.inventory = inventory;
    this.tokens = tokens;
  }

  List<Operation> all() {
    return List.of(
        new Operation("DescribeImages", this::describe), new Operation("ListImages", this::list));
  }

  private Call describe(Asker asker, Input input) {
    RepositoryKey key = Registries.repository(asker, input);
    List<ImageId> ids = ImageId.readAll(input);
    Filter filter = filter(input);
    Call.Needing needing = Call.needing(Registries.may(EcrAction.DESCRIBE_IMAGES, key));
    if (ids.isEmpty()) {
      Paging paging = Paging.of(tokens, "DescribeImages " + key + " " + filter, input);
      return needing.gives(() -> {
        Stretch<ImageInfo> found =
            inventory.describe(key, filter.tags(), paging.after(), paging.limit());
        return page("imageDetails", filter, paging, shapes(key, found));
      });
    }
    if (Paging.isAsked(input)) {
      throw AwsError.INVALID_PARAMETER.because(
          "Invalid parameter at 'imageIds' failed to satisfy constraint: 'nextToken and maxResults"
              + " cannot be used with imageIds'");
    }
    return needing.gives(() -> describe(key, ids));
  }

  private static Stretch<Tree> shapes(RepositoryKey key, Stretch<ImageInfo> found) {
    return new Stretch<>(
        found.items().stream().<Tree>map(image -> shape(key, image)).toList(), found.next());
  }

  private Members describe(RepositoryKey key, List<ImageId> ids) {
    Map<Digest, ImageInfo> found = new LinkedHashMap<>();
    for (ImageId id : ids) {
      ImageId.Failure invalid =
          id.problem().filter(each -> !each.equals(ImageId.Failure.NOT_FOUND)).orElse(null);
      if (invalid != null) {
        throw AwsError.INVALID_PARAMETER.because(invalid.reason());
      }
      ImageInfo image = find(key, id);
      found.put(image.digest(), image);
    }
    return Members.of("imageDetails", Tree.items(found.values(), image -> shape(key, image)));
  }

  private ImageInfo find(RepositoryKey key, ImageId id) {
    try {
      Optional<Reference> tag = id.tag().map(each -> each);
      Optional<Reference> reference = tag.or(() -> id.digest().map(each -> each));
      if (reference.isPresent() && id.problem().isEmpty()) {
        ImageInfo image = inventory.describe(key, reference.get());
        if (id.digest().filter(digest -> !digest.equals(image.digest())).isEmpty()) {
          return image;
        }
      }
    } catch (StorageException e) {
      if (!(e.failure() instanceof StorageFailure.ManifestUnknown)) {
        throw e;
      }
    }
    throw AwsError.IMAGE_NOT_FOUND.because(
        "The image with imageId "
            + id
            + " does not exist within the repository with name '"
            + key.name()
            + "' in the registry with id '"
            + key.registry()
            + "'");
  }

  private Call list(Asker asker, Input input) {
    RepositoryKey key = Registries.repository(asker, input);
    Filter filter = filter(input);
    Paging paging = Paging.of(tokens, "ListImages " + key + " " + filter, input);
    return Call.needing(Registries.may(EcrAction.LIST_IMAGES, key))
        .gives(() -> {
          Stretch<ImageName> found =
              inventory.list(key, filter.tags(), paging.after(), paging.limit());
          return page(
              "imageIds",
              filter,
              paging,
              new Stretch<>(
                  found.items().stream()
                      .<Tree>map(image -> ImageId.shape(image.digest(), image.tag()))
                      .toList(),
                  found.next()));
        });
  }

  /** No image is archived as yet. */
  private static Members page(String name, Filter filter, Paging paging, Stretch<Tree> found) {
    return filter.any()
        ? Members.of(name, new Tree.Items(found.items()))
            .and("nextToken", paging.next(found.next()))
        : Members.of(name, new Tree.Items(List.of()));
  }

  private static Filter filter(Input input) {
    Optional<Input> inside = input.input("filter");
    if (inside.isEmpty()) {
      return new Filter(TagStatus.ANY, true);
    }
    TagStatus tags =
        inside.get().oneOf("tagStatus", TAG_STATUSES, TagStatus::valueOf).orElse(TagStatus.ANY);
    String status = inside.get().oneOf("imageStatus", STATUSES, each -> each).orElse(ACTIVE);
    inside.get().refuseRest();
    return new Filter(tags, status.equals(ACTIVE) || status.equals(ANY));
  }

  private static Members shape(RepositoryKey key, ImageInfo image) {
    Members shape = Registries.shape(key).and("imageDigest", image.digest().toString());
    if (!image.tags().isEmpty()) {
      shape = shape.and("imageTags", Tree.texts(image.tags().stream().map(Tag::value).toList()));
    }
    return shape
        .and("imageSizeInBytes", image.size())
        .and("imagePushedAt", image.pushedAt())
        .and("imageManifestMediaType", image.mediaType().value())
        .and("artifactMediaType", artifactType(image))
        .and("subjectManifestDigest", image.subject().map(Digest::toString))
        .and("imageStatus", ACTIVE);
  }

  private static Optional<String> artifactType(ImageInfo image) {
    return image.artifactType().filter(type -> type.length() <= MediaType.MAX_LENGTH);
  }
}
