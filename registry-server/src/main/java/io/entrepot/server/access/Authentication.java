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
  private final TextHash hash = new TextHash();
  private final Cache<TextHash.Value, Proof> proved =
      Caffeine.newBuilder().maximumSize(KEPT_LOGINS).build();

  /** Who asks, with what the owner of the credentials has at this moment. */
  private record Known(Proof proof, Standing standing) {}

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
    return standings.now(login.get(), proof.get().session())
            instanceof StandingLookup.Current current
        ? Optional.of(caller(arrival, proof.get(), current.standing(), Witness.NONE))
        : Optional.empty();
  }

  @Override
  public Asker of(Arrival arrival, Witness witness) {
    Known known = known(arrival);
    return new Asker(caller(arrival, known.proof(), known.standing(), witness), known.proof());
  }

  /**
   * What the request's header fields prove, with their owner still there; may block. A registry
   * token is no good here: it would buy another one for more, or for longer.
   *
   * @throws NotAuthenticatedException when they are no good
   */
  public Proof standingProof(Arrival arrival) {
    Proof proof = known(arrival).proof();
    if (proof.limit().isPresent()) {
      throw new NotAuthenticatedException(
          Kind.INVALID_TOKEN, "a registry token is not exchanged for another one");
    }
    return proof;
  }

  /** The same for a user and a password that came another way. */
  public Proof standingProof(Arrival arrival, String user, String password) {
    return standing(secrets.proof(arrival, new BasicCredentials(user, password)));
  }

  /** The same for a refresh token. */
  public Proof refreshed(Arrival arrival, String token) {
    return standing(Secrets.valid(tokens.check(TokenKind.REFRESH, token)));
  }

  /** The same for a role and a token of an identity provider. */
  public Proof exchanged(Arrival arrival, String role, String token, Optional<String> sessionName) {
    return standing(workloads.exchanged(arrival, role, token, sessionName));
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

  /**
   * Who asks, and what they have now. A secret that was kept may be another's by now, or the same
   * one set again, so it is proved anew before it is refused.
   */
  private Known known(Arrival arrival) {
    Optional<Proof> kept = proofNow(arrival);
    Optional<Standing> standing = kept.flatMap(this::current);
    if (standing.isPresent()) {
      return new Known(kept.get(), standing.get());
    }
    Proof proof = proofAnew(arrival);
    return new Known(proof, current(proof).orElseThrow(Authentication::gone));
  }

  private Proof proofAnew(Arrival arrival) {
    String text = arrival.request().headers().first("Authorization").orElseThrow();
    if (isOf(BEARER, text)) {
      return Secrets.valid(tokens.check(TokenKind.REGISTRY, token(text)));
    }
    if (!isOf(BASIC, text)) {
      throw new NotAuthenticatedException(
          Kind.WRONG, "this registry takes Basic and Bearer credentials");
    }
    proved.invalidate(key(arrival, text));
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

  /** The same proof, whose owner is still there. */
  private Proof standing(Proof proof) {
    if (current(proof).isEmpty()) {
      throw gone();
    }
    return proof;
  }

  /** What the owner has now; empty when the owner or the credential is gone. */
  private Optional<Standing> current(Proof proof) {
    if (proof.login().isEmpty()) {
      return Optional.of(Standing.NONE);
    }
    return standings.of(proof.login().get(), proof.session())
            instanceof StandingLookup.Current current
        ? Optional.of(current.standing())
        : Optional.empty();
  }

  private static NotAuthenticatedException gone() {
    return new NotAuthenticatedException(
        Kind.INVALID_TOKEN, "the credentials were changed, switched off or deleted");
  }

  private Caller caller(Arrival arrival, Proof proof, Standing standing, Witness witness) {
    return new Caller(
        proof.principal(),
        standing,
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
