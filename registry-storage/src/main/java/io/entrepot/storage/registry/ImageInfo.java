package io.entrepot.storage.registry;

import io.entrepot.storage.oci.Digest;
import io.entrepot.storage.oci.MediaType;
import io.entrepot.storage.oci.Tag;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What is known of an image.
 *
 * @param tags in ASCII order, at most {@link ManifestTags#MOST_TAGS}
 * @param size of its configuration and layers as they lie in the registry, in bytes; of an index
 *     that of its largest image
 * @param pulledAt when it was last pulled by somebody whose pulls count
 * @param artifactType its own, else its configuration's media type
 */
public record ImageInfo(
    Digest digest,
    List<Tag> tags,
    long size,
    Instant pushedAt,
    Optional<Instant> pulledAt,
    MediaType mediaType,
    Optional<String> artifactType,
    Optional<Digest> subject) {
  public ImageInfo {
    tags = List.copyOf(tags);
  }
}
