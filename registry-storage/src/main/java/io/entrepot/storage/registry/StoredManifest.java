package io.entrepot.storage.registry;

import io.entrepot.storage.oci.Digest;
import io.entrepot.storage.oci.MediaType;

/**
 * A manifest as it was pushed.
 *
 * @param content the very bytes of the push; not to be changed
 */
public record StoredManifest(Digest digest, MediaType mediaType, byte[] content) {}
