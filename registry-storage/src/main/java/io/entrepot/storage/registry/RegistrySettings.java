package io.entrepot.storage.registry;

import io.entrepot.storage.failure.StorageFailure;
import io.entrepot.storage.metadata.Database;
import io.entrepot.storage.metadata.RegistryRows;
import io.entrepot.storage.metadata.Sql;
import io.entrepot.storage.oci.RegistryId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * What owners set of their registries. May block; called from virtual threads; what it reports as
 * done is durable. Failures come as {@link io.entrepot.storage.failure.StorageException}.
 */
public final class RegistrySettings {
  /** Most principals of a registry whose pulls do not count. */
  public static final int MAX_EXCLUSIONS = 1_000;

  private final Database database;
  private final PullTimes pulls;
  private final InstantSource clock;

  RegistrySettings(Database database, PullTimes pulls, InstantSource clock) {
    this.database = database;
    this.pulls = pulls;
    this.clock = clock;
  }

  public String get(RegistryId registry, AccountSetting setting) {
    return database.read(sql -> get(sql, registry, setting));
  }

  static String get(Sql sql, RegistryId registry, AccountSetting setting) {
    return RegistryRows.setting(sql, registry, setting.name()).orElse(setting.initial());
  }

  /**
   * Sets it, from the next request on.
   *
   * @throws IllegalArgumentException when the setting has no such value, with the reason for a
   *     client
   */
  public void set(RegistryId registry, AccountSetting setting, String value) {
    if (!setting.options().contains(value)) {
      throw new IllegalArgumentException(
          "The value of " + setting + " can only be " + String.join(" or ", setting.options()));
    }
    database.write(transaction -> {
      RegistryRows.setSetting(transaction.sql(), registry, setting.name(), value);
      return value;
    });
  }

  /** Adds a principal whose pulls do not count; ExclusionExists or TooManyExclusions. */
  public Instant exclude(RegistryId registry, String principal) {
    Instant now = clock.instant();
    return database.write(transaction -> {
      Sql sql = transaction.sql();
      if (!RegistryRows.addExclusion(sql, registry, principal, now)) {
        throw new StorageFailure.ExclusionExists(principal).exception();
      }
      if (RegistryRows.exclusions(sql, registry, "", MAX_EXCLUSIONS + 1).size() > MAX_EXCLUSIONS) {
        throw new StorageFailure.TooManyExclusions(MAX_EXCLUSIONS).exception();
      }
      transaction.afterCommit(() -> pulls.exclude(registry, principal));
      return now;
    });
  }

  /** Takes one away; ExclusionUnknown. */
  public void include(RegistryId registry, String principal) {
    database.write(transaction -> {
      if (!RegistryRows.removeExclusion(transaction.sql(), registry, principal)) {
        throw new StorageFailure.ExclusionUnknown(principal).exception();
      }
      transaction.afterCommit(() -> pulls.include(registry, principal));
      return principal;
    });
  }

  /** Principals in ASCII order, after the given text, at most so many. */
  public Page<String> excluded(RegistryId registry, Optional<String> after, int limit) {
    return database.read(sql ->
        Page.of(
            RegistryRows.exclusions(sql, registry, after.orElse(""), Page.toAsk(limit)), limit));
  }
}
