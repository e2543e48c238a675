package io.entrepot.server.access;

import io.entrepot.auth.credential.Login;
import io.entrepot.auth.credential.Session;
import io.entrepot.auth.decide.Scope;
import io.entrepot.auth.federation.WebIdentitySession;
import io.entrepot.auth.principal.Principal;
import io.entrepot.auth.signature.Signer;
import io.entrepot.auth.token.TokenContent;
import io.entrepot.auth.token.TokenScope;
import java.time.Instant;
import java.util.Optional;

/**
 * What credentials prove, whatever has become of their owner since.
 *
 * @param login whose they are; empty: of nobody in particular
 * @param limit what they are good for alone
 * @param issued when temporary credentials were
 * @param expires when they end, if they do
 * @param shown until when the credentials themselves prove the same again, if not for as long
 */
public record Proof(
    Optional<Login> login,
    Optional<Session> session,
    Optional<TokenScope> limit,
    Optional<Instant> issued,
    Optional<Instant> expires,
    Optional<Instant> shown) {
  private static final Principal ANONYMOUS = new Principal.Anonymous();

  /** No credentials. */
  static final Proof NONE =
      new Proof(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());

  /** A secret that holds until it is changed. */
  static Proof of(Login login) {
    return new Proof(
        Optional.of(login),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  static Proof of(TokenContent content) {
    return new Proof(
        content.login(),
        content.session(),
        content.limit(),
        content.session().map(session -> content.issued()),
        Optional.of(content.expires()),
        Optional.empty());
  }

  /** A signature of a key. */
  static Proof of(Signer signer) {
    return new Proof(
        Optional.of(signer.login()),
        signer.session(),
        Optional.empty(),
        signer.issued(),
        signer.expires(),
        Optional.empty());
  }

  /** A role's session; the token that it was begun with may end before it. */
  static Proof of(WebIdentitySession session) {
    return new Proof(
        Optional.of(session.login()),
        Optional.of(session.session()),
        Optional.empty(),
        Optional.of(session.issued()),
        Optional.of(session.expires()),
        Optional.of(session.tokenExpires()));
  }

  /** Whether the same credentials would prove the same now. */
  boolean holds(Instant now) {
    return (expires.isEmpty() || now.isBefore(expires.get()))
        && (shown.isEmpty() || now.isBefore(shown.get()));
  }

  Scope scope() {
    return limit.isPresent() ? limit.get() : Scope.UNLIMITED;
  }

  Principal principal() {
    return login.isPresent() ? login.get().principal() : ANONYMOUS;
  }
}
