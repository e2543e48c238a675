package io.entrepot.auth.store;

import java.util.Optional;

/**
 * What logins and standings are told from, kept in memory while it holds. Of identities it is kept
 * as well that there is none: their ids come from credentials that were proved. Key ids come from
 * anybody. Any thread.
 */
final class Cached {
  /** Users and roles that are kept. */
  static final int IDENTITIES = 10_000;

  /** Access keys that are kept. */
  static final int KEYS = 10_000;

  /** OIDC providers that are kept. */
  static final int PROVIDERS = 1_000;

  private final IdentityDatabase database;
  private final Snapshots snapshots;
  private final Generations<String, Optional<Snapshot>> identities;
  private final Generations<String, Optional<KeyState>> keys;
  private final Generations<String, Boolean> providers;

  Cached(IdentityDatabase database, Snapshots snapshots) {
    this.database = database;
    this.snapshots = snapshots;
    this.identities = new Generations<>(database::generation, IDENTITIES);
    this.keys = new Generations<>(database::generation, KEYS);
    this.providers = new Generations<>(database::generation, PROVIDERS);
  }

  Optional<Snapshot> identity(String id) {
    return identities.get(id, () -> database.read(sql -> snapshots.read(sql, id)));
  }

  /** Empty when it is not known; never blocks. */
  Optional<Optional<Snapshot>> identityNow(String id) {
    return identities.peek(id);
  }

  Optional<KeyState> key(String id) {
    return keys.getIf(id, () -> database.read(sql -> KeyRows.state(sql, id)), Optional::isPresent);
  }

  Optional<Optional<KeyState>> keyNow(String id) {
    return keys.peek(id);
  }

  boolean provider(String arn) {
    return providers.get(
        arn,
        () -> database.read(sql -> sql.exists("SELECT 1 FROM oidc_provider WHERE arn = ?", arn)));
  }

  Optional<Boolean> providerNow(String arn) {
    return providers.peek(arn);
  }
}
