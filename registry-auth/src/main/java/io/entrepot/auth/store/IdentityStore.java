package io.entrepot.auth.store;

import io.entrepot.auth.credential.Logins;
import io.entrepot.auth.credential.MasterKey;
import io.entrepot.auth.credential.Passwords;
import io.entrepot.auth.credential.SigningSecrets;
import io.entrepot.auth.credential.Standings;
import io.entrepot.auth.identity.UniqueIds;
import io.entrepot.auth.token.KeyShelf;
import io.entrepot.auth.token.TemporaryKeys;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;

/**
 * Everybody who is known, and what they have: the one file of identities and the services on it.
 * Any thread. What a call has changed is durable, and seen by all that begins after it, when it
 * returns.
 */
public final class IdentityStore implements AutoCloseable {
  /** How long a use of an access key waits at most until it is written. */
  static final Duration USES_WRITTEN = Duration.ofMinutes(1);

  private final IdentityDatabase database;
  private final Passwords passwords;
  private final KeyUses uses;
  private final PeriodicWork writer;
  private final Workshop workshop;
  private final Logins logins;
  private final Standings standings;
  private final SigningSecrets signingSecrets;

  private IdentityStore(Workshop workshop) {
    this.workshop = workshop;
    this.database = workshop.database();
    this.passwords = workshop.passwords();
    this.uses = new KeyUses(database);
    this.writer = new PeriodicWork("identity-key-uses", USES_WRITTEN, uses::write);
    Cached cached = new Cached(database, workshop.documents());
    KeyOpener keys = new KeyOpener(workshop, cached);
    this.logins = new StoredLogins(workshop, keys);
    this.standings = new StoredStandings(cached, new SessionStandings(workshop.documents()));
    this.signingSecrets = new StoredSigningSecrets(keys, standings, temporaryKeys());
  }

  /**
   * Opens the identities, or makes the file.
   *
   * @param key what its secrets are sealed with; a {@link
   *     io.entrepot.auth.credential.MasterKeyException} when they were sealed with another
   * @param passwordComputed told of each computation of a password's hash
   */
  public static IdentityStore open(
      Path file,
      MasterKey key,
      InstantSource clock,
      SecureRandom random,
      Runnable passwordComputed) {
    IdentityDatabase database = new IdentityDatabase(file);
    try {
      KeyCheck.check(database, key);
      return new IdentityStore(
          new Workshop(
              database,
              key,
              new Passwords(random, passwordComputed),
              new Documents(),
              new UniqueIds(random),
              clock));
    } catch (RuntimeException | Error e) {
      database.close();
      throw e;
    }
  }

  /** The same, with nobody to be told. */
  public static IdentityStore open(
      Path file, MasterKey key, InstantSource clock, SecureRandom random) {
    return open(file, key, clock, random, () -> {});
  }

  public Accounts accounts() {
    return new Accounts(workshop);
  }

  public AccountAliases accountAliases() {
    return new AccountAliases(workshop);
  }

  public Users users() {
    return new Users(workshop);
  }

  public Groups groups() {
    return new Groups(workshop);
  }

  public Roles roles() {
    return new Roles(workshop);
  }

  public IdentityPolicies identityPolicies() {
    return new IdentityPolicies(workshop);
  }

  public IdentityTags identityTags() {
    return new IdentityTags(workshop);
  }

  public ManagedPolicies managedPolicies() {
    return new ManagedPolicies(workshop);
  }

  public PolicyVersions policyVersions() {
    return new PolicyVersions(workshop);
  }

  public OidcProviders oidcProviders() {
    return new OidcProviders(workshop);
  }

  public PrincipalIds principalIds() {
    return new PrincipalIds(workshop);
  }

  /** What sessions of roles carry. */
  public Sessions sessions() {
    return new Sessions(workshop);
  }

  /** Access keys that are not stored. */
  public TemporaryKeys temporaryKeys() {
    return new TemporaryKeys(workshop.masterKey(), workshop.ids(), workshop.clock());
  }

  /** A key for one purpose outside of this room, the same after each start. */
  public byte[] key(String purpose) {
    return workshop.masterKey().derived(purpose);
  }

  /** Where the keys that sign tokens lie. */
  public KeyShelf signingKeys() {
    return new SigningKeys(workshop);
  }

  public LoginProfiles loginProfiles() {
    return new LoginProfiles(workshop);
  }

  public AccessKeys accessKeys() {
    return new AccessKeys(workshop, uses);
  }

  public Logins logins() {
    return logins;
  }

  public Standings standings() {
    return standings;
  }

  /** What signed requests are checked with. */
  public SigningSecrets signingSecrets() {
    return signingSecrets;
  }

  /** Writes what waits and closes the file. */
  @Override
  public void close() {
    writer.close();
    passwords.close();
    database.close();
  }
}
