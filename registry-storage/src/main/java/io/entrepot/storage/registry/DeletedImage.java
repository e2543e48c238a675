package io.entrepot.storage.registry;

import io.entrepot.storage.oci.Digest;
import io.entrepot.storage.oci.Tag;
import java.util.List;

/**
 * What a delete took away.
 *
 * @param digest of the manifest that was meant
 * @param tags that are gone; none when no tag named it
 */
public record DeletedImage(Digest digest, List<Tag> tags) {
  public DeletedImage {
    tags = List.copyOf(tags);
  }
}
