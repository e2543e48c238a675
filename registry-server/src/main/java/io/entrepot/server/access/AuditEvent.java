package io.entrepot.server.access;

import io.entrepot.auth.credential.Login;
import io.entrepot.auth.credential.Session;
import io.entrepot.auth.decide.Evaluation;
import io.entrepot.auth.decide.Resource;
import io.entrepot.auth.principal.AccountId;
import io.entrepot.auth.principal.Principal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One decision and what came of it. Holds no part of the request itself, and no secret.
 *
 * @param action as policies call it, such as {@code ecr:PutImage}
 * @param resource what it was to be done to, where that is known
 * @param parameters of the request, as AWS's own operation calls them
 * @param evaluation what the policies said; empty where none was asked
 * @param fault why it was not done; empty when it was
 * @param answer what the client was told
 */
public record AuditEvent(
    Scene scene,
    Who who,
    String action,
    Optional<Resource> resource,
    Map<String, List<String>> parameters,
    Optional<Evaluation> evaluation,
    Optional<Fault> fault,
    Answer answer) {

  public AuditEvent {
    parameters = Map.copyOf(parameters);
  }

  /**
   * The request.
   *
   * @param source the client's address, as far as trusted proxies tell it
   * @param host what the client calls this server; empty when it does not say
   * @param path as it came, without the query
   * @param account whose registry was asked
   */
  public record Scene(
      String id,
      String source,
      boolean secure,
      String host,
      Optional<String> userAgent,
      String method,
      String path,
      AccountId account) {
    static Scene of(Arrival arrival) {
      return new Scene(
          arrival.request().id(),
          arrival.source().getHostAddress(),
          arrival.secure(),
          arrival.host(),
          arrival.request().headers().first("User-Agent"),
          arrival.request().method().name(),
          arrival.request().path(),
          arrival.account());
    }
  }

  /** Who asked. */
  public sealed interface Who {
    /**
     * One whose credentials hold, or nobody in particular.
     *
     * @param way what it brought with this request, in words
     * @param login by which it first proved who it is
     */
    record Known(
        Principal principal,
        String way,
        Optional<Login> login,
        Optional<Session> session,
        Optional<Instant> issued)
        implements Who {}

    /**
     * One whose credentials do not hold.
     *
     * @param name which it used; may be anything, even a secret put in the wrong field
     */
    record Claimed(String way, Optional<String> name) implements Who {}
  }

  /**
   * Why something was not done.
   *
   * @param code as AWS or the distribution specification calls it
   */
  public record Fault(String code, String message) {}

  /**
   * The answer.
   *
   * @param elements what it tells of the outcome
   */
  public record Answer(int status, Map<String, String> elements) {
    public Answer {
      elements = Map.copyOf(elements);
    }
  }

  /** Whether this is something that was done and changed something. */
  public boolean changed() {
    return fault.isEmpty() && !ReadActions.isRead(action);
  }
}
