package io.entrepot.storage.oci;

/**
 * What a manifest says of one thing it names (OCI image specification, descriptors); only the
 * members that the registry acts upon.
 *
 * @param size in bytes
 */
public record Descriptor(MediaType mediaType, Digest digest, long size) {}
