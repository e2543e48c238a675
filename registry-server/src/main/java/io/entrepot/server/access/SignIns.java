package io.entrepot.server.access;

import io.entrepot.auth.credential.Login;
import io.entrepot.auth.credential.Session;
import io.entrepot.auth.decide.StsAction;
import io.entrepot.server.access.AuditEvent.Fault;
import io.entrepot.server.access.AuditEvent.Who;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tells the audit log who was given tokens, and who was not. Any thread; blocks. */
public final class SignIns {
  /** A token of an identity provider. */
  public static final String WEB_IDENTITY = "web identity token";

  private final Trail trail;

  public SignIns(Trail trail) {
    this.trail = trail;
  }

  /**
   * Tokens were given. Those for nobody in particular are part of reading what is public.
   *
   * @param way what they were given for, such as {@code refresh token}
   * @param asked what was asked for, by name; no secret
   */
  public void given(
      Arrival arrival, Proof proof, Optional<String> way, Map<String, List<String>> asked) {
    if (proof.login().isEmpty() && !trail.wantsReads()) {
      return;
    }
    String brought = way.orElseGet(() -> CredentialWays.of(arrival, proof.login()));
    trail.note(
        new AuditEvent(
            AuditEvent.Scene.of(arrival),
            new Who.Known(
                proof.principal(), brought, proof.login(), proof.session(), proof.issued()),
            action(brought),
            Optional.empty(),
            asked,
            Optional.empty(),
            Optional.empty(),
            new AuditEvent.Answer(200, Map.of())));
  }

  /** A token of an identity provider bought the keys of a role's session. */
  public void assumed(Arrival arrival, Login login, Session session, Instant issued) {
    trail.note(
        event(
            arrival,
            new Who.Known(
                login.principal(),
                WEB_IDENTITY,
                Optional.of(login),
                Optional.of(session),
                Optional.of(issued)),
            Optional.empty(),
            200));
  }

  /**
   * It bought none.
   *
   * @param role which it was to be
   * @param code as AWS STS calls the error
   */
  public void notAssumed(
      Arrival arrival, Optional<String> role, int status, String code, String message) {
    trail.note(
        event(
            arrival,
            new Who.Claimed(WEB_IDENTITY, role),
            Optional.of(new Fault(code, message)),
            status));
  }

  private static AuditEvent event(Arrival arrival, Who who, Optional<Fault> fault, int status) {
    return new AuditEvent(
        AuditEvent.Scene.of(arrival),
        who,
        StsAction.ASSUME_ROLE_WITH_WEB_IDENTITY.iamName(),
        Optional.empty(),
        Map.of(),
        Optional.empty(),
        fault,
        new AuditEvent.Answer(status, Map.of()));
  }

  /**
   * Credentials were no good.
   *
   * @param way what was brought; empty: header fields
   * @param user who was claimed, where that did not stand in header fields
   */
  public void refused(
      Arrival arrival,
      Optional<String> way,
      Optional<String> user,
      Map<String, List<String>> asked,
      NotAuthenticatedException why) {
    Optional<Login> nobody = Optional.empty();
    String brought = way.orElseGet(() -> CredentialWays.of(arrival, nobody));
    trail.note(
        new AuditEvent(
            AuditEvent.Scene.of(arrival),
            new Who.Claimed(brought, way.isPresent() ? user : CredentialWays.claimed(arrival)),
            action(brought),
            Optional.empty(),
            asked,
            Optional.empty(),
            Optional.of(
                new Fault(CredentialWays.code(why.kind()), String.valueOf(why.getMessage()))),
            new AuditEvent.Answer(status(why.kind()), Map.of())));
  }

  private static String action(String way) {
    return way.equals(WEB_IDENTITY)
        ? StsAction.ASSUME_ROLE_WITH_WEB_IDENTITY.iamName()
        : Attempt.SIGN_IN;
  }

  private static int status(NotAuthenticatedException.Kind kind) {
    return switch (kind) {
      case MALFORMED -> 400;
      case ABSENT, WRONG, INVALID_TOKEN -> 401;
      case TOO_MANY -> 429;
    };
  }
}
