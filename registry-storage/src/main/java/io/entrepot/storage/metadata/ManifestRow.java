package io.entrepot.storage.metadata;

import io.entrepot.storage.oci.Digest;
import io.entrepot.storage.oci.MediaType;

/**
 * A manifest of a repository.
 *
 * @param mediaType as it was declared
 * @param content the very bytes of the push
 */
public record ManifestRow(long id, Digest digest, MediaType mediaType, byte[] content) {}
