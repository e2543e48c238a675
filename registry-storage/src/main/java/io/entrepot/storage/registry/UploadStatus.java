package io.entrepot.storage.registry;

import io.entrepot.storage.upload.UploadId;

/**
 * Where an upload stands.
 *
 * @param received bytes that are durable, which is where the next chunk starts
 */
public record UploadStatus(UploadId id, long received) {}
