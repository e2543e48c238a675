package io.entrepot.server.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.entrepot.auth.credential.Standings;
import io.entrepot.auth.decide.Caller;
import io.entrepot.auth.decide.RequestFacts;
import io.entrepot.auth.decide.Standing;
import io.entrepot.auth.decide.Witness;
import io.entrepot.auth.signature.Signer;
import io.entrepot.auth.token.TextHash;
import io.entrepot.auth.token.TokenKind;
import io.entrepot.auth.token.Tokens;
import io.entrepot.server.access.NotAuthenticatedException.Kind;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Reads credentials: Basic, with a secret or an authorization token for the user {@code AWS}, and
 * Bearer, with a registry token. What they prove is kept in memory under their hash; what their
 * owner may do is looked up at each request, so that a change takes effect at once. Any thread.
 */
public final class Authentication implements Callers {
  /** How many credentials are kept that proved right. */
  public static final int KEPT_LOGINS = 16_384;

  private static final String BASIC = "Basic ";
  private static final String BEARER = "Bearer ";

  /** Stands before the id of a key; no header field begins so. */
  private static final String SIGNED = "\nsigned\n";

  private final Secrets secrets;
  private final Workloads workloads;
  private final Standings standings;
  private final Tokens tokens;
  private final InstantSource clock;
  private final TextHash hash = new TextHash();
  private final Cache<TextHash.Value, Proved> proved =
      Caffeine.newBuilder().maximumSize(KEPT_LOGINS).executor(Runnable::run).build();

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
    return new Asker(
        caller(arrival, Proof.NONE, Standing.NONE, clock.instant(), witness), Proof.NONE);
  }

  @Override
  public Optional<Caller> now(Arrival arrival) {
    Instant now = clock.instant();
    Optional<String> field = field(arrival);
    if (field.isEmpty()) {
      return Optional.of(caller(arrival, Proof.NONE, Standing.NONE, now, Witness.NONE));
    }
    Optional<Proved> kept = kept(key(arrival, field.get()), now);
    return kept.isEmpty()
        ? Optional.empty()
        : kept.get()
            .worthNow(standings, now)
            .map(standing -> caller(arrival, kept.get().proof(), standing, now, Witness.NONE));
  }

  @Override
  public Asker of(Arrival arrival, Witness witness) {
    Instant now = clock.instant();
    Known known = known(arrival, now);
    return new Asker(caller(arrival, known.proof(), known.standing(), now, witness), known.proof());
  }

  /** No other key has the id of a key, ever: what it proves is kept by that. */
  @Override
  public Asker signed(Arrival arrival, Signer signer, Witness witness) {
    Instant now = clock.instant();
    TextHash.Value key = hash.of(SIGNED.concat(signer.accessKeyId()));
    Proof proof = Proof.of(signer);
    Proved known = proved.getIfPresent(key);
    if (known == null || !known.proof().equals(proof)) {
      known = new Proved(proof);
      proved.put(key, known);
    }
    Standing standing = known.worth(standings, now).orElseThrow(Authentication::gone);
    return new Asker(caller(arrival, proof, standing, now, witness), proof);
  }

  /**
   * What the request's header fields prove, with their owner still there; may block. A registry
   * token is no good here: it would buy another one for more, or for longer.
   *
   * @throws NotAuthenticatedException when they are no good
   */
  public Proof standingProof(Arrival arrival) {
    Proof proof = known(arrival, clock.instant()).proof();
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

  /**
   * Who asks, and what they have now. A secret that was kept may be another's by now, or the same
   * one set again, so it is proved anew before it is refused.
   */
  private Known known(Arrival arrival, Instant now) {
    Optional<String> field = field(arrival);
    if (field.isEmpty()) {
      return new Known(Proof.NONE, Standing.NONE);
    }
    TextHash.Value key = key(arrival, field.get());
    Optional<Proved> kept = kept(key, now);
    Optional<Standing> standing = kept.flatMap(each -> each.worth(standings, now));
    if (standing.isPresent()) {
      return new Known(kept.get().proof(), standing.get());
    }
    proved.invalidate(key);
    Proved anew = new Proved(proof(arrival, field.get()));
    proved.put(key, anew);
    return new Known(anew.proof(), anew.worth(standings, now).orElseThrow(Authentication::gone));
  }

  /** Of two, whatever stands before this server may have looked at the other one. */
  private static Optional<String> field(Arrival arrival) {
    List<String> fields = arrival.request().headers().all("Authorization");
    if (fields.size() > 1) {
      throw new NotAuthenticatedException(
          Kind.MALFORMED, "the request has more than one Authorization field");
    }
    return fields.isEmpty() ? Optional.empty() : Optional.of(fields.getFirst());
  }

  private Proof proof(Arrival arrival, String text) {
    if (isOf(BEARER, text)) {
      return Secrets.valid(
          tokens.check(TokenKind.REGISTRY, text.substring(BEARER.length()).strip()));
    }
    if (isOf(BASIC, text)) {
      return secrets.proof(arrival, BasicCredentials.parse(text.substring(BASIC.length())));
    }
    throw new NotAuthenticatedException(
        Kind.WRONG, "this registry takes Basic and Bearer credentials");
  }

  private Optional<Proved> kept(TextHash.Value key, Instant now) {
    return Optional.ofNullable(proved.getIfPresent(key)).filter(each -> each.proof().holds(now));
  }

  /** A user's name means another user in another account; a temporary key is of two parts. */
  private TextHash.Value key(Arrival arrival, String text) {
    String whole = arrival.account().value().concat(text);
    Optional<String> session = arrival.request().headers().first(Secrets.SESSION_TOKEN);
    return hash.of(session.isEmpty() ? whole : whole + "\n" + session.get());
  }

  /** The same proof, whose owner is still there. */
  private Proof standing(Proof proof) {
    if (new Proved(proof).worth(standings, clock.instant()).isEmpty()) {
      throw gone();
    }
    return proof;
  }

  private static NotAuthenticatedException gone() {
    return new NotAuthenticatedException(
        Kind.INVALID_TOKEN, "the credentials were changed, switched off or deleted");
  }

  private static Caller caller(
      Arrival arrival, Proof proof, Standing standing, Instant now, Witness witness) {
    return new Caller(
        proof.principal(),
        standing,
        proof.scope(),
        new RequestFacts(
            arrival.source(),
            arrival.secure(),
            arrival.request().headers().first("User-Agent"),
            now,
            proof.issued()),
        witness);
  }

  private static boolean isOf(String scheme, String text) {
    return text.regionMatches(true, 0, scheme, 0, scheme.length());
  }
}
