package io.entrepot.auth.federation;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * How identity providers are dealt with.
 *
 * @param authorities a PEM file of certificate authorities that are believed beside the usual ones
 * @param leeway how far a provider's clock may be off
 * @param patience how long one fetch from a provider may take
 * @param freshKeys how long a provider's keys are used without asking again: so long a key that it
 *     withdrew is believed
 * @param staleKeys how long a provider's keys are used while it cannot be reached
 */
public record FederationSettings(
    Optional<Path> authorities,
    Duration leeway,
    Duration patience,
    Duration freshKeys,
    Duration staleKeys) {}
