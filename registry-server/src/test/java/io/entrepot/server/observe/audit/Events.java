package io.entrepot.server.observe.audit;

import io.entrepot.auth.decide.Evaluation;
import io.entrepot.auth.decide.Resource;
import io.entrepot.auth.principal.AccountId;
import io.entrepot.auth.principal.Principal;
import io.entrepot.server.access.AuditEvent;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Events to be written. */
final class Events {
  static final AccountId ACCOUNT = new AccountId("123456789012");

  private Events() {}

  /** A push that was done. */
  static AuditEvent change(String id) {
    return event(id, Optional.of("docker/28"), "ecr:PutImage", Optional.empty());
  }

  /** A push that was refused. */
  static AuditEvent refusal(String id) {
    return event(
        id,
        Optional.of("docker/28"),
        "ecr:PutImage",
        Optional.of(new AuditEvent.Fault("AccessDenied", "no")));
  }

  static AuditEvent from(String userAgent) {
    return event("id", Optional.of(userAgent), "ecr:PutImage", Optional.empty());
  }

  static AuditEvent claiming(String name) {
    return new AuditEvent(
        scene("id", Optional.empty()),
        new AuditEvent.Who.Claimed("secret", Optional.of(name)),
        "ecr:GetAuthorizationToken",
        Optional.empty(),
        Map.of(),
        Optional.empty(),
        Optional.of(new AuditEvent.Fault("UnrecognizedClientException", "wrong")),
        new AuditEvent.Answer(401, Map.of()));
  }

  static AuditEvent asking(Map<String, List<String>> parameters) {
    AuditEvent event = change("id");
    return new AuditEvent(
        event.scene(),
        event.who(),
        event.action(),
        event.resource(),
        parameters,
        event.evaluation(),
        event.fault(),
        event.answer());
  }

  private static AuditEvent event(
      String id, Optional<String> agent, String action, Optional<AuditEvent.Fault> fault) {
    return new AuditEvent(
        scene(id, agent),
        new AuditEvent.Who.Known(
            new Principal.User(ACCOUNT, "/", "ann", "AIDAANN"),
            "password",
            Optional.empty(),
            Optional.empty(),
            Optional.empty()),
        action,
        Optional.of(new Resource.Repository(ACCOUNT, "app")),
        Map.of("repositoryName", List.of("app")),
        Optional.of(
            new Evaluation(
                fault.isEmpty() ? Evaluation.Outcome.ALLOWED : Evaluation.Outcome.IMPLICIT_DENY,
                Evaluation.Layer.IDENTITY,
                Optional.empty(),
                "because")),
        fault,
        new AuditEvent.Answer(fault.isEmpty() ? 201 : 403, Map.of()));
  }

  private static AuditEvent.Scene scene(String id, Optional<String> agent) {
    return new AuditEvent.Scene(
        id,
        "192.0.2.7",
        true,
        "registry.example.org",
        agent,
        "PUT",
        "/v2/app/manifests/1",
        ACCOUNT);
  }
}
