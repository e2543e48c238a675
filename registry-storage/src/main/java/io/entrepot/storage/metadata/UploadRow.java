package io.entrepot.storage.metadata;

import io.entrepot.storage.oci.DigestAlgorithm;
import io.entrepot.storage.oci.RepositoryKey;
import io.entrepot.storage.upload.UploadId;
import java.util.Optional;

/**
 * An open upload.
 *
 * @param repository where its blob will be linked; need not exist yet
 * @param owner who alone may go on with it, as whoever started it wrote that; empty: anybody
 * @param received bytes that are durable
 * @param content these bytes, while they are few and lie here; else they lie in the upload's file
 */
public record UploadRow(
    UploadId id,
    RepositoryKey repository,
    DigestAlgorithm algorithm,
    String owner,
    long received,
    Optional<byte[]> content) {}
