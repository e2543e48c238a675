package io.entrepot.storage.metadata;

/**
 * How much a store holds.
 *
 * @param blobBytes size of all blobs, inline ones too
 */
public record StoreTotals(long blobs, long blobBytes, long manifests, long tags) {}
