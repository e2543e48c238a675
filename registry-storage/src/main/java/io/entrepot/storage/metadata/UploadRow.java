package io.entrepot.storage.metadata;

import io.entrepot.storage.oci.DigestAlgorithm;
import io.entrepot.storage.upload.UploadId;
import java.util.Optional;

/**
 * An open upload.
 *
 * @param received bytes that are durable
 * @param content these bytes, while they are few and lie here; else they lie in the upload's file
 */
public record UploadRow(
    UploadId id,
    long repository,
    DigestAlgorithm algorithm,
    long received,
    Optional<byte[]> content) {}
