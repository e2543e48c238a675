package io.entrepot.server.aws.registry;

import io.entrepot.auth.decide.EcrAction;
import io.entrepot.server.aws.Asker;
import io.entrepot.server.aws.Call;
import io.entrepot.server.aws.Input;
import io.entrepot.server.aws.Operation;
import io.entrepot.server.aws.Tree;
import io.entrepot.server.aws.Tree.Members;
import io.entrepot.server.oci.ImageTags;
import io.entrepot.storage.failure.StorageException;
import io.entrepot.storage.failure.StorageFailure;
import io.entrepot.storage.oci.RepositoryKey;
import io.entrepot.storage.registry.DeletedImage;
import io.entrepot.storage.registry.Images;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** ECR's {@code BatchDeleteImage}: tags and images, many at a time. */
public final class BatchDeleteImage {
  private final Registries registries;
  private final Images images;

  public BatchDeleteImage(Registries registries, Images images) {
    this.registries = registries;
    this.images = images;
  }

  /** It. */
  public Operation operation() {
    return new Operation("BatchDeleteImage", this::delete);
  }

  private Call delete(Asker asker, Input input) {
    RepositoryKey key = registries.repository(asker, input);
    List<ImageId> ids = ImageId.readSome(input);
    EcrAction action = EcrAction.BATCH_DELETE_IMAGE;
    return ImageNeeds.of(
            key, action, ids, digest -> ImageTags.each(key, action, images.tagsOf(key, digest)))
        .gives(() -> delete(key, ids));
  }

  /** What another image of the same request holds is tried again when that is gone. */
  private Members delete(RepositoryKey key, List<ImageId> ids) {
    images.tags(key, Optional.empty(), 0);
    List<Tree> deleted = new ArrayList<>();
    List<Tree> failures = new ArrayList<>();
    List<ImageId> held = new ArrayList<>();
    for (ImageId id : ids) {
      if (!delete(key, id, deleted, failures, false)) {
        held.add(id);
      }
    }
    held.forEach(id -> delete(key, id, deleted, failures, true));
    return Members.of("imageIds", new Tree.Items(deleted))
        .and("failures", new Tree.Items(failures));
  }

  /** False when something holds it and that is not to be told yet. */
  private boolean delete(
      RepositoryKey key, ImageId id, List<Tree> deleted, List<Tree> failures, boolean last) {
    Optional<ImageId.Failure> problem = id.problem();
    if (problem.isPresent()) {
      failures.add(id.failed(problem.get()));
      return true;
    }
    try {
      deleted.addAll(shapes(delete(key, id)));
    } catch (StorageException e) {
      if (e.failure() instanceof StorageFailure.StillReferenced && !last) {
        return false;
      }
      failures.add(id.failed(failure(e)));
    }
    return true;
  }

  private DeletedImage delete(RepositoryKey key, ImageId id) {
    return id.tag()
        .map(tag -> images.deleteTagged(key, tag, id.digest()))
        .orElseGet(() -> images.deleteManifest(key, id.digest().orElseThrow()));
  }

  private static List<Tree> shapes(DeletedImage image) {
    List<Tree> shapes = new ArrayList<>();
    image.tags().forEach(tag -> shapes.add(ImageId.shape(image.digest(), Optional.of(tag))));
    return shapes.isEmpty() ? List.of(ImageId.shape(image.digest(), Optional.empty())) : shapes;
  }

  private static ImageId.Failure failure(StorageException e) {
    return switch (e.failure()) {
      case StorageFailure.ManifestUnknown f -> ImageId.Failure.NOT_FOUND;
      case StorageFailure.TagElsewhere f -> ImageId.Failure.tagElsewhere();
      case StorageFailure.StillReferenced f ->
          new ImageId.Failure(
              "ImageReferencedByManifestList",
              "Requested image referenced by manifest list: " + f.holders());
      default -> throw e;
    };
  }
}
