package io.entrepot.server.aws.registry;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.entrepot.server.aws.Tree.Members;
import io.entrepot.storage.oci.RepositoryKey;
import io.entrepot.storage.oci.Tag;
import io.entrepot.storage.registry.StoredManifest;
import java.util.Optional;

/** Tells of an image with its manifest (ECR API reference, Image). */
public final class StoredImage {
  private StoredImage() {}

  /**
   * The members that tell of it.
   *
   * @param tag by which it was named, if it was
   */
  public static Members shape(RepositoryKey key, StoredManifest manifest, Optional<Tag> tag) {
    return Registries.shape(key)
        .and("imageId", ImageId.shape(manifest.digest(), tag))
        .and("imageManifest", new String(manifest.content(), UTF_8))
        .and("imageManifestMediaType", manifest.mediaType().value());
  }
}
