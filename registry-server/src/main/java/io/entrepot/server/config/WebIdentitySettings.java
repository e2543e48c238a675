package io.entrepot.server.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * How identity providers are dealt with.
 *
 * @param authorities a PEM file of certificate authorities beside the usual ones
 * @param leeway how far their clocks may be off
 * @param timeout how long one fetch from them may take
 * @param freshKeys how long their keys are used without asking again
 * @param staleKeys how long their keys are used while they cannot be reached
 */
public record WebIdentitySettings(
    Optional<Path> authorities,
    Duration leeway,
    Duration timeout,
    Duration freshKeys,
    Duration staleKeys) {}
