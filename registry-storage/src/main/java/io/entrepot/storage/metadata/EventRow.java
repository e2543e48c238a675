package io.entrepot.storage.metadata;

import java.util.Optional;

/**
 * Something that happened.
 *
 * @param at in milliseconds since the epoch
 * @param kind one of the names that its writer knows
 * @param repository empty where the registry as a whole is meant
 */
public record EventRow(
    long id,
    String uuid,
    long at,
    String kind,
    String registry,
    Optional<String> repository,
    Optional<String> digest,
    Optional<String> tag) {}
