package io.entrepot.storage.registry;

import io.entrepot.storage.oci.Digest;
import io.entrepot.storage.oci.Tag;
import java.util.Optional;

/**
 * An image by its digest and one of its tags.
 *
 * @param tag empty when no tag names it
 */
public record ImageName(Digest digest, Optional<Tag> tag) {}
