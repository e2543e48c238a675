package io.entrepot.storage.blob;

import io.entrepot.storage.oci.Digest;

/**
 * A blob's file as a listing found it, whether a row names it or not.
 *
 * @param size of the file, in bytes
 */
public record StoredBlob(Digest digest, String generation, long size) {}
