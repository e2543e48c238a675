package io.entrepot.storage.metadata;

import io.entrepot.storage.blob.BlobLocation;
import io.entrepot.storage.oci.Digest;

/**
 * A blob of the store, whichever repositories link it.
 *
 * @param size in bytes
 */
public record BlobRow(long id, Digest digest, long size, BlobLocation location) {}
