package io.entrepot.storage.event;

import io.entrepot.storage.metadata.EventRow;
import io.entrepot.storage.oci.RegistryId;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Something that happened, durably.
 *
 * @param number its place in the order of the commits
 * @param id what it is called outside; the same however often it is delivered
 * @param repository empty where the registry as a whole is meant
 * @param digest of the image that is meant
 */
public record Event(
    long number,
    UUID id,
    Instant at,
    EventKind kind,
    RegistryId registry,
    Optional<String> repository,
    Optional<String> digest,
    Optional<String> tag) {
  static Event of(EventRow row) {
    return new Event(
        row.id(),
        UUID.fromString(row.uuid()),
        Instant.ofEpochMilli(row.at()),
        EventKind.valueOf(row.kind()),
        new RegistryId(row.registry()),
        row.repository(),
        row.digest(),
        row.tag());
  }

  EventRow row() {
    return new EventRow(
        number,
        id.toString(),
        at.toEpochMilli(),
        kind.name(),
        registry.value(),
        repository,
        digest,
        tag);
  }
}
