package io.entrepot.server.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.entrepot.auth.credential.Login;
import io.entrepot.auth.credential.StandingLookup;
import io.entrepot.auth.credential.Standings;
import io.entrepot.auth.decide.Caller;
import io.entrepot.auth.decide.RequestFacts;
import io.entrepot.auth.decide.Standing;
import io.entrepot.auth.decide.Witness;
import io.entrepot.auth.token.TextHash;
import io.entrepot.auth.token.TokenCheck;
import io.entrepot.auth.token.TokenKind;
import io.entrepot.auth.token.Tokens;
import io.entrepot.server.access.NotAuthenticatedException.Kind;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Reads credentials: Basic, with a secret or an authorization token for the user {@code AWS}, and
 * Bearer, with a registry token. What they prove is kept in memory under their hash; what their
 * owner may do is looked up at each request, so that a change takes effect at once. Any thread.
 */
public final class Authentication implements Callers {
  /** How many Basic credentials are kept that proved right. */
  public static final int KEPT_LOGINS = 16_384;

  private static final String BASIC = "Basic ";
  private static final String BEARER = "Bearer ";

  private final Secrets secrets;
  private final Workloads workloads;
  private final Standings standings;
  private final Tokens tokens;
  private final InstantSource clock;
  private final SessionPolicies sessions = new SessionPolicies();
  private final TextHash hash = new TextHash();
  private final Cache<TextHash.Value, Proof> proved =
      Caffeine.newBuilder().maximumSize(KEPT_LOGINS).build();

  public Authentication(
      Secrets secrets,
      Workloads workloads,
      Standings standings,
      Tokens tokens,
      InstantSource clock) {
    this.secrets = secrets;
    this.workloads = workloads;
    this.standings = standings;
    this.tokens = tokens;
    this.clock = clock;
  }

  @Override
  public boolean wantsCredentials() {
    return true;
  }

  @Override
  public Asker anonymous(Arrival arrival, Witness witness) {
    return new Asker(caller(arrival, Proof.NONE, Standing.NONE, witness), Proof.NONE);
  }

  @Override
  public Optional<Caller> now(Arrival arrival) {
    Optional<Proof> proof = proofNow(arrival);
    if (proof.isEmpty()) {
      return Optional.empty();
    }
    Optional<Login> login = proof.get().login();
    if (login.isEmpty()) {
      return Optional.of(caller(arrival, proof.get(), Standing.NONE, Witness.NONE));
    }
    return standings.now(login.get()) instanceof StandingLookup.Current current
        ? Optional.of(caller(arrival, proof.get(), current.standing(), Witness.NONE))
        : Optional.empty();
  }

  @Override
  public Asker of(Arrival arrival, Witness witness) {
    Proof proof = proof(arrival);
    return new Asker(caller(arrival, proof, standing(arrival, proof), witness), proof);
  }

  /**
   * What the request's header fields prove, with their owner still there; may block. A registry
   * token is no good here: it would buy another one for more, or for longer.
   *
   * @throws NotAuthenticatedException when they are no good
   */
  public Proof standingProof(Arrival arrival) {
    Proof proof = proof(arrival);
    if (proof.limit().isPresent()) {
      throw new NotAuthenticatedException(
          Kind.INVALID_TOKEN, "a registry token is not exchanged for another one");
    }
    standing(arrival, proof);
    return proof;
  }

  /** The same for a user and a password that came another way. */
  public Proof standingProof(Arrival arrival, String user, String password) {
    Proof proof = secrets.proof(arrival, new BasicCredentials(user, password));
    standing(arrival, proof);
    return proof;
  }

  /** The same for a refresh token. */
  public Proof refreshed(Arrival arrival, String token) {
    Proof proof = Secrets.valid(tokens.check(TokenKind.REFRESH, token));
    standing(arrival, proof);
    return proof;
  }

  /** The same for a role and a token of an identity provider. */
  public Proof exchanged(Arrival arrival, String role, String token, Optional<String> sessionName) {
    Proof proof = workloads.exchanged(arrival, role, token, sessionName);
    standing(arrival, proof);
    return proof;
  }

  private Optional<Proof> proofNow(Arrival arrival) {
    Optional<String> field = arrival.request().headers().first("Authorization");
    if (field.isEmpty()) {
      return Optional.of(Proof.NONE);
    }
    String text = field.get();
    if (isOf(BEARER, text)) {
      Optional<TokenCheck> check = tokens.checkNow(TokenKind.REGISTRY, token(text));
      return check.isPresent() && check.get() instanceof TokenCheck.Valid valid
          ? Optional.of(Proof.of(valid.content()))
          : Optional.empty();
    }
    return isOf(BASIC, text) ? kept(arrival, text) : Optional.empty();
  }

  private Proof proof(Arrival arrival) {
    Optional<Proof> now = proofNow(arrival);
    if (now.isPresent()) {
      return now.get();
    }
    String text = arrival.request().headers().first("Authorization").orElseThrow();
    if (isOf(BEARER, text)) {
      return Secrets.valid(tokens.check(TokenKind.REGISTRY, token(text)));
    }
    if (!isOf(BASIC, text)) {
      throw new NotAuthenticatedException(
          Kind.WRONG, "this registry takes Basic and Bearer credentials");
    }
    Proof proof = secrets.proof(arrival, BasicCredentials.parse(text.substring(BASIC.length())));
    proved.put(key(arrival, text), proof);
    return proof;
  }

  private Optional<Proof> kept(Arrival arrival, String text) {
    return Optional.ofNullable(proved.getIfPresent(key(arrival, text)))
        .filter(proof -> proof.holds(clock.instant()));
  }

  /** A user's name means another user in another account; a temporary key is of two parts. */
  private TextHash.Value key(Arrival arrival, String text) {
    String whole = arrival.account().value().concat(text);
    Optional<String> session = arrival.request().headers().first(Secrets.SESSION_TOKEN);
    return hash.of(session.isEmpty() ? whole : whole + "\n" + session.get());
  }

  /**
   * What the owner has now. Who is gone is refused, and where the secret was kept it is forgotten.
   */
  private Standing standing(Arrival arrival, Proof proof) {
    if (proof.login().isEmpty()) {
      return Standing.NONE;
    }
    if (standings.of(proof.login().get()) instanceof StandingLookup.Current current) {
      return current.standing();
    }
    arrival
        .request()
        .headers()
        .first("Authorization")
        .ifPresent(text -> proved.invalidate(key(arrival, text)));
    throw new NotAuthenticatedException(
        Kind.INVALID_TOKEN, "the credentials were changed, switched off or deleted");
  }

  private Caller caller(Arrival arrival, Proof proof, Standing standing, Witness witness) {
    return new Caller(
        proof.principal(),
        proof.session().isEmpty() ? standing : sessions.with(proof.session().get(), standing),
        proof.scope(),
        new RequestFacts(
            arrival.source(),
            arrival.secure(),
            arrival.request().headers().first("User-Agent"),
            clock.instant(),
            proof.issued()),
        witness);
  }

  private static boolean isOf(String scheme, String text) {
    return text.regionMatches(true, 0, scheme, 0, scheme.length());
  }

  private static String token(String text) {
    return text.substring(BEARER.length()).strip();
  }
}
