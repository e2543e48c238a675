package io.entrepot.storage.registry;

import io.entrepot.storage.oci.Digest;

/**
 * A blob that a repository links.
 *
 * @param size in bytes
 */
public record LayerInfo(Digest digest, long size) {}
