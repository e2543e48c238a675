package io.entrepot.server.aws.ecr;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.entrepot.auth.decide.EcrAction;
import io.entrepot.auth.decide.Permission;
import io.entrepot.server.aws.Asker;
import io.entrepot.server.aws.AwsError;
import io.entrepot.server.aws.Call;
import io.entrepot.server.aws.Input;
import io.entrepot.server.aws.Operation;
import io.entrepot.server.aws.Tree;
import io.entrepot.server.aws.Tree.Members;
import io.entrepot.server.oci.ImageTags;
import io.entrepot.storage.failure.StorageException;
import io.entrepot.storage.failure.StorageFailure;
import io.entrepot.storage.oci.Digest;
import io.entrepot.storage.oci.Reference;
import io.entrepot.storage.oci.RepositoryKey;
import io.entrepot.storage.oci.Tag;
import io.entrepot.storage.registry.DeletedImage;
import io.entrepot.storage.registry.Images;
import io.entrepot.storage.registry.StoredManifest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Operations that get and delete images, many at a time (ECR API reference). */
final class ImageOperations {
  /** Manifests that one answer holds, in bytes. */
  static final int MAX_ANSWER_BYTES = 16 << 20;

  private final Images images;

  ImageOperations(Images images) {
    this.images = images;
  }

  List<Operation> all() {
    return List.of(
        new Operation("BatchGetImage", this::get), new Operation("BatchDeleteImage", this::delete));
  }

  /** Manifests are given as they were pushed, whatever types are accepted. */
  private Call get(Asker asker, Input input) {
    RepositoryKey key = Registries.repository(asker, input);
    List<ImageId> ids = ImageId.readSome(input);
    input.texts("acceptedMediaTypes");
    return needing(key, EcrAction.BATCH_GET_IMAGE, ids, digest -> List.of(reaching(key, digest)))
        .gives(() -> get(key, ids));
  }

  private Permission reaching(RepositoryKey key, Digest digest) {
    return ImageTags.all(key, EcrAction.BATCH_GET_IMAGE, () -> images.tagsReaching(key, digest));
  }

  private Members get(RepositoryKey key, List<ImageId> ids) {
    List<Tree> found = new ArrayList<>();
    List<Tree> failures = new ArrayList<>();
    long bytes = 0;
    images.tags(key, Optional.empty(), 0);
    for (ImageId id : ids) {
      Optional<ImageId.Failure> problem = id.problem();
      Optional<StoredManifest> manifest = problem.isPresent() ? Optional.empty() : find(key, id);
      if (manifest.isEmpty()) {
        failures.add(id.failed(problem.orElse(ImageId.Failure.NOT_FOUND)));
        continue;
      }
      if (id.digest().filter(digest -> !digest.equals(manifest.get().digest())).isPresent()) {
        failures.add(id.failed(ImageId.Failure.tagElsewhere()));
        continue;
      }
      bytes += manifest.get().content().length;
      if (bytes > MAX_ANSWER_BYTES) {
        throw AwsError.REGISTRY_LIMIT_EXCEEDED.because(
            "The manifests are larger together than one answer may be; ask for fewer.");
      }
      found.add(shape(key, manifest.get(), id.tag()));
    }
    return Members.of("images", new Tree.Items(found)).and("failures", new Tree.Items(failures));
  }

  private Optional<StoredManifest> find(RepositoryKey key, ImageId id) {
    Optional<Reference> reference = id.tag().map(tag -> tag);
    try {
      return Optional.of(
          images.get(key, reference.or(() -> id.digest().map(digest -> digest)).orElseThrow()));
    } catch (StorageException e) {
      if (e.failure() instanceof StorageFailure.ManifestUnknown) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /** An image with its manifest. */
  static Members shape(RepositoryKey key, StoredManifest manifest, Optional<Tag> tag) {
    return Registries.shape(key)
        .and("imageId", ImageId.shape(manifest.digest(), tag))
        .and("imageManifest", new String(manifest.content(), UTF_8))
        .and("imageManifestMediaType", manifest.mediaType().value());
  }

  private Call delete(Asker asker, Input input) {
    RepositoryKey key = Registries.repository(asker, input);
    List<ImageId> ids = ImageId.readSome(input);
    EcrAction action = EcrAction.BATCH_DELETE_IMAGE;
    return needing(
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

  /** All that has to be allowed of what is named; of tags by themselves, of digests as is said. */
  private static Call.Needing needing(
      RepositoryKey key,
      EcrAction action,
      List<ImageId> ids,
      Function<Digest, List<Permission>> ofDigest) {
    List<Permission> permissions = new ArrayList<>();
    for (ImageId id : ids) {
      if (id.problem().isEmpty()) {
        permissions.addAll(
            id.tag()
                .map(tag -> List.of(ImageTags.of(key, action, tag)))
                .orElseGet(() -> ofDigest.apply(id.digest().orElseThrow())));
      }
    }
    return Call.needing(permissions.isEmpty() ? List.of(Registries.may(action, key)) : permissions);
  }
}
