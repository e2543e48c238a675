package io.entrepot.storage.registry;

import io.entrepot.storage.oci.Digest;
import io.entrepot.storage.oci.MediaType;
import io.entrepot.storage.oci.Tag;
import java.util.List;
import java.util.Optional;

/**
 * A manifest to be stored.
 *
 * @param content the bytes as they came
 * @param mediaType the type that the client declared, without parameters; empty when it declared
 *     none, and the document's own is taken
 * @param digest what the content must hash to, when the client said so; else its sha256 is taken
 * @param tags the tags to set, all or none; may be empty
 * @param strict whether the repository has to be there, and something has to come of the push: a
 *     manifest that was not there, or a tag that named none or another
 */
public record ManifestPush(
    byte[] content,
    Optional<MediaType> mediaType,
    Optional<Digest> digest,
    List<Tag> tags,
    boolean strict) {
  public ManifestPush {
    tags = List.copyOf(tags);
  }

  /** A push that is not strict. */
  public ManifestPush(
      byte[] content, Optional<MediaType> mediaType, Optional<Digest> digest, List<Tag> tags) {
    this(content, mediaType, digest, tags, false);
  }
}
