package io.entrepot.storage.registry;

import io.entrepot.storage.oci.Tag;
import java.time.Instant;

/**
 * A tag and the image that it names.
 *
 * @param since when the tag was put there
 */
public record TaggedImage(Tag tag, Instant since, ImageInfo image) {}
