package io.entrepot.server.aws.registry;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.entrepot.auth.decide.EcrAction;
import io.entrepot.auth.decide.Permission;
import io.entrepot.server.aws.Asker;
import io.entrepot.server.aws.AwsError;
import io.entrepot.server.aws.Call;
import io.entrepot.server.aws.Input;
import io.entrepot.server.aws.Operation;
import io.entrepot.server.aws.Tree.Members;
import io.entrepot.server.oci.ImageTags;
import io.entrepot.storage.failure.StorageException;
import io.entrepot.storage.failure.StorageFailure;
import io.entrepot.storage.oci.Digest;
import io.entrepot.storage.oci.MediaType;
import io.entrepot.storage.oci.OciSyntaxException;
import io.entrepot.storage.oci.RepositoryKey;
import io.entrepot.storage.oci.Tag;
import io.entrepot.storage.registry.Images;
import io.entrepot.storage.registry.ManifestPush;
import java.util.List;
import java.util.Optional;

/**
 * ECR's {@code PutImage}: a push, but into a repository that is there, and something has to come of
 * it.
 */
public final class PutImage {
  private final Registries registries;
  private final Images images;

  public PutImage(Registries registries, Images images) {
    this.registries = registries;
    this.images = images;
  }

  /** It. */
  public Operation operation() {
    return new Operation("PutImage", this::put);
  }

  private Call put(Asker asker, Input input) {
    RepositoryKey key = registries.repository(asker, input);
    String manifest = input.text("imageManifest");
    Optional<MediaType> type = input.optionalText("imageManifestMediaType").map(MediaType::new);
    Optional<Tag> tag = input.optionalText("imageTag").map(Tag::new);
    Optional<Digest> digest = input.optionalText("imageDigest").map(Digest::parse);
    ManifestPush push =
        new ManifestPush(manifest.getBytes(UTF_8), type, digest, tag.stream().toList(), true);
    List<Permission> needs = ImageTags.each(key, EcrAction.PUT_IMAGE, push.tags());
    return Call.needing(needs).gives(() -> put(key, manifest, push));
  }

  private Members put(RepositoryKey key, String manifest, ManifestPush push) {
    try {
      Digest digest = images.put(key, push).digest();
      return Members.of(
          "image",
          StoredImage.shape(key, images.get(key, digest), push.tags().stream().findFirst()));
    } catch (StorageException e) {
      throw refusal(key, e);
    } catch (OciSyntaxException e) {
      throw AwsError.INVALID_PARAMETER.because(syntax(manifest, push, e));
    }
  }

  private static RuntimeException refusal(RepositoryKey key, StorageException e) {
    return switch (e.failure()) {
      case StorageFailure.ImageExists f ->
          AwsError.IMAGE_ALREADY_EXISTS.because(
              "Image with digest '"
                  + f.digest()
                  + f.tag().map(tag -> "' and tag '" + tag).orElse("")
                  + "' already exists in the repository with name '"
                  + key.name()
                  + "' in registry with id '"
                  + key.registry().account()
                  + "'");
      case StorageFailure.TagImmutable f ->
          AwsError.IMAGE_TAG_ALREADY_EXISTS.because(
              "The image tag '"
                  + f.tag()
                  + "' already exists in the '"
                  + key.name()
                  + "' repository and cannot be overwritten because the repository is immutable.");
      case StorageFailure.DigestMismatch f ->
          AwsError.IMAGE_DIGEST_DOES_NOT_MATCH.because(
              "The specified image digest '"
                  + f.expected()
                  + "' does not match the calculated digest '"
                  + f.actual()
                  + "'");
      default -> e;
    };
  }

  private static String syntax(String manifest, ManifestPush push, OciSyntaxException e) {
    if (!JsonText.isJson(manifest)) {
      return "Invalid parameter at 'ImageManifest' failed to satisfy constraint: 'Invalid JSON"
          + " syntax'";
    }
    return push.mediaType().isEmpty() && !manifest.contains("\"mediaType\"")
        ? "image manifest mediatype not provided in manifest or parameter"
        : "Invalid parameter at 'ImageManifest' failed to satisfy constraint: '"
            + e.getMessage()
            + "'";
  }
}
