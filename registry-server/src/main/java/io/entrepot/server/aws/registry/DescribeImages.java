package io.entrepot.server.aws.registry;

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
import io.entrepot.storage.registry.Inventory;
import io.entrepot.storage.registry.Stretch;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** ECR's {@code DescribeImages}: what is known of the images of a repository. */
public final class DescribeImages {
  private final Registries registries;
  private final Inventory inventory;
  private final PageTokens tokens;
  private final Function<Input, ImageFilter> filter;
  private final Function<ImageInfo, Members> more;

  /**
   * The operation of one service.
   *
   * @param filter reads which images a request means
   * @param more what the service tells of an image beside what both tell
   */
  public DescribeImages(
      Registries registries,
      Inventory inventory,
      PageTokens tokens,
      Function<Input, ImageFilter> filter,
      Function<ImageInfo, Members> more) {
    this.registries = registries;
    this.inventory = inventory;
    this.tokens = tokens;
    this.filter = filter;
    this.more = more;
  }

  /** It. */
  public Operation operation() {
    return new Operation("DescribeImages", this::describe);
  }

  private Call describe(Asker asker, Input input) {
    RepositoryKey key = registries.repository(asker, input);
    List<ImageId> ids = ImageId.readAll(input);
    ImageFilter meant = filter.apply(input);
    Call.Needing needing = Call.needing(Registries.may(EcrAction.DESCRIBE_IMAGES, key));
    if (ids.isEmpty()) {
      Paging paging = Paging.of(tokens, "DescribeImages " + key + " " + meant, input);
      return needing.gives(() -> {
        Stretch<ImageInfo> found =
            inventory.describe(key, meant.tags(), paging.after(), paging.limit());
        return meant.page("imageDetails", paging, shapes(key, found));
      });
    }
    if (Paging.isAsked(input)) {
      throw AwsError.INVALID_PARAMETER.because(
          "Invalid parameter at 'imageIds' failed to satisfy constraint: 'nextToken and maxResults"
              + " cannot be used with imageIds'");
    }
    return needing.gives(() -> describe(key, ids));
  }

  private Stretch<Tree> shapes(RepositoryKey key, Stretch<ImageInfo> found) {
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
            + key.registry().account()
            + "'");
  }

  private Members shape(RepositoryKey key, ImageInfo image) {
    Members shape = Registries.shape(key).and("imageDigest", image.digest().toString());
    if (!image.tags().isEmpty()) {
      shape = shape.and("imageTags", Tree.texts(image.tags().stream().map(Tag::value).toList()));
    }
    return shape.and(details(image)).and(more.apply(image));
  }

  /** The members that tell of an image itself, whatever names it. */
  public static Members details(ImageInfo image) {
    return Members.NONE
        .and("imageSizeInBytes", image.size())
        .and("imagePushedAt", image.pushedAt())
        .and("imageManifestMediaType", image.mediaType().value())
        .and(
            "artifactMediaType",
            image.artifactType().filter(type -> type.length() <= MediaType.MAX_LENGTH));
  }
}
