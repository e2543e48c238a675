package io.entrepot.server.aws.ecr;

import io.entrepot.auth.decide.EcrAction;
import io.entrepot.auth.decide.Permission;
import io.entrepot.server.aws.Asker;
import io.entrepot.server.aws.AwsError;
import io.entrepot.server.aws.Call;
import io.entrepot.server.aws.Input;
import io.entrepot.server.aws.Operation;
import io.entrepot.server.aws.Tree;
import io.entrepot.server.aws.Tree.Members;
import io.entrepot.server.aws.registry.ImageId;
import io.entrepot.server.aws.registry.ImageNeeds;
import io.entrepot.server.aws.registry.Registries;
import io.entrepot.server.aws.registry.StoredImage;
import io.entrepot.server.oci.ImageTags;
import io.entrepot.storage.failure.StorageException;
import io.entrepot.storage.failure.StorageFailure;
import io.entrepot.storage.oci.Digest;
import io.entrepot.storage.oci.Reference;
import io.entrepot.storage.oci.RepositoryKey;
import io.entrepot.storage.registry.Images;
import io.entrepot.storage.registry.PullTimes;
import io.entrepot.storage.registry.StoredManifest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** ECR's {@code BatchGetImage}: images with their manifests, many at a time. */
final class BatchGetImage {
  /** Manifests that one answer holds, in bytes. */
  static final int MAX_ANSWER_BYTES = 16 << 20;

  private final Images images;
  private final PullTimes pulls;

  BatchGetImage(Images images, PullTimes pulls) {
    this.images = images;
    this.pulls = pulls;
  }

  Operation operation() {
    return new Operation("BatchGetImage", this::get);
  }

  /** Manifests are given as they were pushed, whatever types are accepted. */
  private Call get(Asker asker, Input input) {
    RepositoryKey key = Registries.PRIVATE.repository(asker, input);
    List<ImageId> ids = ImageId.readSome(input);
    input.texts("acceptedMediaTypes");
    return ImageNeeds.of(
            key, EcrAction.BATCH_GET_IMAGE, ids, digest -> List.of(reaching(key, digest)))
        .gives(() -> get(key, ids, asker.principal()::principalArn));
  }

  private Permission reaching(RepositoryKey key, Digest digest) {
    return ImageTags.all(key, EcrAction.BATCH_GET_IMAGE, () -> images.tagsReaching(key, digest));
  }

  private Members get(RepositoryKey key, List<ImageId> ids, Supplier<String> puller) {
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
      pulls.note(key, manifest.get().digest(), puller);
      found.add(StoredImage.shape(key, manifest.get(), id.tag()));
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
}
