package io.entrepot.server.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * What the audit log tells and how much of it is kept.
 *
 * @param folder of its files; empty: one in the data folder
 * @param fileBytes a file ends before it is larger
 * @param fileAge a file ends when it is older
 * @param totalBytes all files together
 * @param pulls whether reads that were allowed are told too
 */
public record AuditSettings(
    AuditTarget target,
    Optional<Path> folder,
    long fileBytes,
    Duration fileAge,
    long totalBytes,
    boolean pulls) {}
