package io.entrepot.clients;

import io.entrepot.auth.credential.KeyFile;
import io.entrepot.auth.credential.Login;
import io.entrepot.auth.identity.AwsManagedPolicies;
import io.entrepot.auth.identity.IdentityName;
import io.entrepot.auth.identity.InlinePolicy;
import io.entrepot.auth.identity.NewAccessKey;
import io.entrepot.auth.identity.RootCredentials;
import io.entrepot.auth.principal.AccountId;
import io.entrepot.auth.store.IdentityStore;
import io.entrepot.auth.token.KeyRing;
import io.entrepot.auth.token.TokenContent;
import io.entrepot.auth.token.TokenKind;
import io.entrepot.auth.token.Tokens;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/** Lays users into a data folder, before a server is started on it. */
final class GuardedData implements AutoCloseable {
  static final AccountId ACCOUNT = new AccountId("123456789012");

  /** What its public registry is called, whatever is configured. */
  static final String PUBLIC_ALIAS = "c7a4e3w3x2";

  private static final String MANAGED = AwsManagedPolicies.PREFIX + "AmazonEC2ContainerRegistry";

  private final InstantSource clock = InstantSource.system();
  private final IdentityStore identities;
  private final Tokens tokens;

  private GuardedData(IdentityStore identities) {
    this.identities = identities;
    this.tokens = new Tokens("entrepot", new KeyRing(identities.signingKeys(), clock), clock);
  }

  static GuardedData open(Path data) {
    SecureRandom random = new SecureRandom();
    IdentityStore identities =
        IdentityStore.open(
            data.resolve("identity.db"),
            KeyFile.readOrMake(data.resolve("master.key"), random),
            InstantSource.system(),
            random);
    identities.accounts().create(ACCOUNT, RootCredentials.RANDOM);
    return new GuardedData(identities);
  }

  /**
   * A user with credentials of each kind.
   *
   * @param managed the last part of an ECR policy's name
   */
  Person person(String name, String managed) {
    IdentityName user = user(name);
    identities.identityPolicies().attach(user, MANAGED + managed);
    NewAccessKey key = identities.accessKeys().create(user);
    return new Person(
        name,
        Map.of(
            CredentialKind.PASSWORD,
            new Credentials(name, password(name)),
            CredentialKind.ACCESS_KEY,
            new Credentials(key.key().id(), key.secret().reveal()),
            CredentialKind.AUTHORIZATION_TOKEN,
            new Credentials("AWS", authorizationToken(user))));
  }

  /** Lets a person make repositories by pushing. */
  void allowCreating(Person person) {
    identities
        .identityPolicies()
        .putInline(
            IdentityName.user(ACCOUNT, person.name()),
            new InlinePolicy(
                "create",
                "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\","
                    + "\"Action\":\"ecr:CreateRepository\",\"Resource\":\"*\"}}"));
  }

  /** Lets a person do everything in the public registry. */
  void allowAllInPublic(Person person) {
    identities
        .identityPolicies()
        .attach(
            IdentityName.user(ACCOUNT, person.name()),
            AwsManagedPolicies.PREFIX + "AmazonElasticContainerRegistryPublicFullAccess");
  }

  /** A user that may do nothing, with a password. */
  Credentials nobody(String name) {
    user(name);
    return new Credentials(name, password(name));
  }

  private IdentityName user(String name) {
    identities.users().create(ACCOUNT, name);
    IdentityName user = IdentityName.user(ACCOUNT, name);
    identities.loginProfiles().create(user, password(name));
    return user;
  }

  private static String password(String name) {
    return "correct-Horse-7-" + name;
  }

  private String authorizationToken(IdentityName user) {
    Login login =
        identities.logins().password(ACCOUNT, user.name(), password(user.name())).orElseThrow();
    Instant now = clock.instant();
    return tokens.issue(
        TokenKind.AUTHORIZATION,
        new TokenContent(
            Optional.of(login),
            Optional.empty(),
            Optional.empty(),
            now,
            now.plus(TokenKind.AUTHORIZATION_LIFE)));
  }

  @Override
  public void close() {
    identities.close();
  }
}
