package io.entrepot.storage.registry;

import io.entrepot.storage.oci.Digest;
import io.entrepot.storage.oci.Tag;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An image with all that lifecycle policies go by.
 *
 * @param tags in no order
 * @param children the manifests that it names, when it is an index
 */
public record SurveyedImage(
    Digest digest,
    List<Tag> tags,
    Instant pushedAt,
    Optional<Instant> pulledAt,
    Optional<Digest> subject,
    List<Digest> children,
    boolean pinned) {
  public SurveyedImage {
    tags = List.copyOf(tags);
    children = List.copyOf(children);
  }

  /** What it costs to have it in memory, counted in names. */
  int names() {
    return 1 + tags.size() + children.size();
  }
}
