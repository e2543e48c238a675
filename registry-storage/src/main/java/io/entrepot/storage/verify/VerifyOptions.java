package io.entrepot.storage.verify;

import io.entrepot.storage.metadata.Database;
import java.util.Optional;

/**
 * How to verify.
 *
 * @param threads blobs that are hashed at a time
 * @param bytesPerSecond most to read of blobs; 0 for as fast as it goes
 * @param quarantine present to set broken things aside: the same metadata, open for writing, which
 *     no server may be
 * @param removeOrphans whether to delete files that no row names; no server may be running
 */
public record VerifyOptions(
    int threads, long bytesPerSecond, Optional<Database> quarantine, boolean removeOrphans) {}
