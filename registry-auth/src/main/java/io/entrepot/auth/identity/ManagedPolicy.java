package io.entrepot.auth.identity;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A managed policy, without its documents.
 *
 * @param id unique for ever, {@code ANPA...}
 * @param path begins and ends with a slash
 * @param defaultVersion the id of the version that counts
 * @param attachments how many users, groups and roles it is attached to
 * @param boundaries how many users and roles it bounds
 * @param updated when a version was made or chosen last
 */
public record ManagedPolicy(
    String arn,
    String id,
    String path,
    String name,
    Optional<String> description,
    String defaultVersion,
    long attachments,
    long boundaries,
    Instant created,
    Instant updated,
    Map<String, String> tags) {
  public ManagedPolicy {
    tags = Map.copyOf(tags);
  }
}
