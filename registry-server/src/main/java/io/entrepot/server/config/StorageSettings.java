package io.entrepot.server.config;

import java.nio.file.Path;
import java.time.Duration;

/**
 * Where and how things are kept.
 *
 * @param data the folder that holds everything
 * @param createOnPush whether a push makes a repository that is not there
 * @param uploadExpiry how long an upload may rest
 * @param uploadsPerRepository open at once
 * @param gc how garbage is collected
 * @param scrub how blobs are read again
 * @param lifecycle when images go by themselves
 */
public record StorageSettings(
    Path data,
    boolean createOnPush,
    SparseAllowance allowSparse,
    Duration uploadExpiry,
    int uploadsPerRepository,
    GcSettings gc,
    ScrubSettings scrub,
    LifecycleSettings lifecycle) {}
