import io.entrepot.auth.credential.KeyFile;
import io.entrepot.auth.credential.Login;
import io.entrepot.auth.identity.IdentityName;
import io.entrepot.auth.identity.NewAccessKey;
import io.entrepot.auth.identity.NewPolicy;
import io.entrepot.auth.identity.RootCredentials;
import io.entrepot.auth.principal.AccountId;
import io.entrepot.auth.store.Bootstrap;
import io.entrepot.auth.store.IdentityStore;
import io.entrepot.auth.token.KeyRing;
import io.entrepot.auth.token.TokenContent;
import io.entrepot.auth.token.TokenKind;
import io.entrepot.auth.token.TokenScope;
import io.entrepot.auth.token.Tokens;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * 1,000 users in 100 groups, and 1,000 managed policies. A user has three of its own, fifteen
 * through three groups, and every tenth one in line; one policy of the eighteen lets it pull.
 */
final class People implements AutoCloseable {
  static final AccountId ACCOUNT = Bootstrap.DEFAULT_ACCOUNT;

  private static final int GROUPS = 100;
  private static final int POLICIES_OF_A_GROUP = 5;
  private static final int POLICIES_OF_A_USER = 3;
  private static final int[] FURTHER_GROUPS = {0, 1, 37};

  /** Half of the users bring an authorization token, two fifths a key, the others a password. */
  private static final int OF_TEN_WITH_A_TOKEN = 5;

  private static final int OF_TEN_WITH_A_KEY = 4;

  private final InstantSource clock = InstantSource.system();
  private final IdentityStore identities;
  private final Tokens tokens;

  private People(IdentityStore identities) {
    this.identities = identities;
    this.tokens = new Tokens("entrepot", new KeyRing(identities.signingKeys(), clock), clock);
  }

  static People open(Path data) {
    SecureRandom random = new SecureRandom();
    IdentityStore identities =
        IdentityStore.open(
            data.resolve("identity.db"),
            KeyFile.readOrMake(data.resolve("master.key"), random),
            InstantSource.system(),
            random);
    identities.accounts().create(ACCOUNT, RootCredentials.RANDOM);
    return new People(identities);
  }

  void makePolicies() {
    for (int number = 0; number < Fill.USERS; number++) {
      identities
          .managedPolicies()
          .create(NewPolicy.of(ACCOUNT, name(number), PolicyTexts.pulling(number)));
    }
    for (int group = 0; group < GROUPS; group++) {
      identities.groups().create(ACCOUNT, "group-" + group, "/");
      for (int each = 0; each < POLICIES_OF_A_GROUP; each++) {
        attach(IdentityName.group(ACCOUNT, "group-" + group), group * GROUPS / 10 + each);
      }
    }
  }

  Person person(int number) {
    String name = "user-" + number;
    identities
        .users()
        .create(ACCOUNT, name, "/", Optional.empty(), Map.of("team", Fill.team(number)));
    IdentityName user = IdentityName.user(ACCOUNT, name);
    for (int each = 0; each < POLICIES_OF_A_USER; each++) {
      attach(user, number + each);
    }
    for (int further : FURTHER_GROUPS) {
      int group = (number * GROUPS / Fill.USERS + further) % GROUPS;
      identities.groups().add(ACCOUNT, "group-" + group, name);
    }
    if (number % 10 == 0) {
      identities.identityPolicies().putInline(user, PolicyTexts.inline());
    }
    return loggedIn(user, number % 10);
  }

  private Person loggedIn(IdentityName user, int ofTen) {
    if (ofTen >= OF_TEN_WITH_A_TOKEN + OF_TEN_WITH_A_KEY) {
      String password = "correct-Horse-7-" + user.name();
      identities.loginProfiles().create(user, password);
      Login login = identities.logins().password(ACCOUNT, user.name(), password).orElseThrow();
      return new Person(login, user.name(), password);
    }
    NewAccessKey key = identities.accessKeys().create(user);
    Login login =
        identities.logins().accessKey(key.key().id(), key.secret().reveal()).orElseThrow();
    return ofTen < OF_TEN_WITH_A_TOKEN
        ? new Person(login, "AWS", token(TokenKind.AUTHORIZATION, login, Optional.empty()))
        : new Person(login, key.key().id(), key.secret().reveal());
  }

  /** A token for a pull from this repository, as a client asks for. */
  String registryToken(Person person, String repository) {
    TokenScope scope = TokenScope.parse(ACCOUNT, List.of("repository:" + repository + ":pull"));
    return token(TokenKind.REGISTRY, person.login(), Optional.of(scope));
  }

  private String token(TokenKind kind, Login login, Optional<TokenScope> limit) {
    Instant now = clock.instant();
    // Longer than a server would give it, so that it outlives the bench.
    Instant expires = now.plus(Duration.ofDays(1));
    return tokens.issue(
        kind, new TokenContent(Optional.of(login), Optional.empty(), limit, now, expires));
  }

  private void attach(IdentityName identity, int policy) {
    identities
        .identityPolicies()
        .attach(identity, "arn:aws:iam::" + ACCOUNT + ":policy/" + name(policy % Fill.USERS));
  }

  private static String name(int policy) {
    return "pull-" + Fill.team(policy);
  }

  @Override
  public void close() {
    identities.close();
  }
}
