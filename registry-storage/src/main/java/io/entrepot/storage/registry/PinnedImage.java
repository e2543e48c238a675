package io.entrepot.storage.registry;

import io.entrepot.storage.oci.Digest;
import io.entrepot.storage.oci.Tag;
import java.time.Instant;
import java.util.List;

/**
 * An image that no policy takes away.
 *
 * @param tags in ASCII order, at most {@link ManifestTags#MOST_TAGS}
 * @param by the ARN of whoever pinned it
 * @param place in the list of its repository's
 */
public record PinnedImage(Digest digest, List<Tag> tags, Instant since, String by, String place) {
  public PinnedImage {
    tags = List.copyOf(tags);
  }
}
