package io.entrepot.server.access;

import io.entrepot.auth.credential.Login;
import io.entrepot.auth.credential.Logins;
import io.entrepot.auth.token.TemporaryKeys;
import io.entrepot.auth.token.TextHash;
import io.entrepot.auth.token.TokenCheck;
import io.entrepot.auth.token.TokenKind;
import io.entrepot.auth.token.Tokens;
import io.entrepot.server.access.NotAuthenticatedException.Kind;
import java.util.Optional;

/**
 * Tells whose a user and a password are: a password, an access key's secret, an authorization token
 * of the user {@code AWS}, a refresh token of the user {@code <token>}, as docker's credential
 * helpers call it, or a token of an identity provider with the name of a role. Blocks; any thread.
 */
public final class Secrets {
  /** ECR's name for whoever brings an authorization token. */
  static final String AWS = "AWS";

  static final String REFRESHING = "<token>";

  /** What temporary access keys come with. */
  static final String SESSION_TOKEN = "X-Amz-Security-Token";

  private static final int SHORTEST_KEY_ID = 16;
  private static final int LONGEST_KEY_ID = 128;

  private final Logins logins;
  private final Tokens tokens;
  private final TemporaryKeys temporary;
  private final Throttle throttle;
  private final Workloads workloads;
  private final TextHash hash = new TextHash();

  public Secrets(
      Logins logins,
      Tokens tokens,
      TemporaryKeys temporary,
      Throttle throttle,
      Workloads workloads) {
    this.logins = logins;
    this.tokens = tokens;
    this.temporary = temporary;
    this.throttle = throttle;
    this.workloads = workloads;
  }

  /**
   * What they prove.
   *
   * @throws NotAuthenticatedException when they are wrong, or there were too many wrong ones before
   */
  Proof proof(Arrival arrival, BasicCredentials credentials) {
    return switch (credentials.user()) {
      case AWS -> token(arrival, TokenKind.AUTHORIZATION, credentials.password());
      case REFRESHING -> token(arrival, TokenKind.REFRESH, credentials.password());
      // No user's name has a slash.
      case String user when user.startsWith(Workloads.ROLE) ->
          workloads.proof(arrival, credentials);
      default -> secret(arrival, credentials);
    };
  }

  private Proof token(Arrival arrival, TokenKind kind, String token) {
    try (Throttle.Attempt attempt =
        throttle.attemptToken(hash.of(token).toString(), arrival.source())) {
      Proof proof = valid(tokens.check(kind, token));
      attempt.right();
      return proof;
    }
  }

  private Proof secret(Arrival arrival, BasicCredentials credentials) {
    String user = credentials.user();
    Optional<String> session = arrival.request().headers().first(SESSION_TOKEN);
    if (session.isPresent() && user.startsWith(TemporaryKeys.PREFIX)) {
      return temporary(arrival, credentials, session.get());
    }
    try (Throttle.Attempt attempt =
        throttle.attempt(arrival.account() + "/" + user, arrival.source())) {
      Optional<Login> login =
          mayBeKeyId(user) ? logins.accessKey(user, credentials.password()) : Optional.empty();
      if (login.isEmpty()) {
        login = logins.password(arrival.account(), user, credentials.password());
      }
      if (login.isEmpty()) {
        throw new NotAuthenticatedException(Kind.WRONG, "the user or the password is wrong");
      }
      attempt.right();
      return Proof.of(login.get());
    }
  }

  private Proof temporary(Arrival arrival, BasicCredentials credentials, String session) {
    try (Throttle.Attempt attempt =
        throttle.attemptToken(hash.of(session).toString(), arrival.source())) {
      Proof proof = valid(temporary.check(credentials.user(), credentials.password(), session));
      attempt.right();
      return proof;
    }
  }

  static Proof valid(TokenCheck check) {
    return switch (check) {
      case TokenCheck.Valid valid -> Proof.of(valid.content());
      case TokenCheck.Expired expired ->
          throw new NotAuthenticatedException(
              Kind.INVALID_TOKEN,
              "Your authorization token has expired. Reauthenticate and try again.");
      case TokenCheck.Invalid invalid ->
          throw new NotAuthenticatedException(Kind.INVALID_TOKEN, "the token is not valid here");
    };
  }

  /** What an access key's id may look like; a user may be called so too. */
  private static boolean mayBeKeyId(String user) {
    return user.length() >= SHORTEST_KEY_ID
        && user.length() <= LONGEST_KEY_ID
        && user.chars().allMatch(c -> c == '_' || Character.isLetterOrDigit(c));
  }
}
