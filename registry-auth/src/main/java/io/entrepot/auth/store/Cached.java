package io.entrepot.auth.store;

import io.entrepot.auth.policy.PolicyDocument;
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

  /** Managed policies of sessions that are kept. */
  static final int POLICIES = 1_000;

  private final IdentityDatabase database;
  private final Documents documents;
  private final Snapshots snapshots;
  private final Generations<String, Optional<Snapshot>> identities;
  private final Generations<String, Optional<KeyState>> keys;
  private final Generations<String, Boolean> providers;
  private final Generations<String, Optional<PolicyDocument>> policies;

  Cached(IdentityDatabase database, Documents documents) {
    this.database = database;
    this.documents = documents;
    this.snapshots = new Snapshots(documents);
    this.identities = new Generations<>(database::generation, IDENTITIES);
    this.keys = new Generations<>(database::generation, KEYS);
    this.providers = new Generations<>(database::generation, PROVIDERS);
    this.policies = new Generations<>(database::generation, POLICIES);
  }

  /** Raised by each change. */
  long generation() {
    return database.generation();
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

  /** What a managed policy says; empty when it is not there. */
  Optional<PolicyDocument> policy(String arn) {
    return policies.get(
        arn,
        () ->
            database.read(sql -> PolicyRows.findDocument(sql, arn)).map(documents::identityPolicy));
  }

  Optional<Optional<PolicyDocument>> policyNow(String arn) {
    return policies.peek(arn);
  }
}
