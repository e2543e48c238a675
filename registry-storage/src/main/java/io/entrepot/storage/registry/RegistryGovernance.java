package io.entrepot.storage.registry;

import java.util.Optional;

/**
 * What governs a registry.
 *
 * @param policy the policy's text as it was given
 */
public record RegistryGovernance(Optional<String> policy) {}
