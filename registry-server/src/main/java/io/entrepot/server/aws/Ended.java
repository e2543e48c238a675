package io.entrepot.server.aws;

import io.entrepot.auth.decide.Decision;
import io.entrepot.auth.decide.Permission;
import io.entrepot.auth.principal.Principal;
import io.entrepot.server.access.Arrival;
import java.util.List;
import java.util.Optional;

/**
 * An operation that has ended, for the audit log. Holds no secret.
 *
 * @param arrival the request that asked for it
 * @param principal who asked; empty when its credentials were no good
 * @param service such as {@code iam}
 * @param operation as the client named it, which may be nonsense
 * @param needs the actions and resources that it was decided by; empty when it did not come so far
 */
public record Ended(
    Arrival arrival,
    Optional<Principal> principal,
    String service,
    String operation,
    List<Permission> needs,
    Outcome outcome) {
  public Ended {
    needs = List.copyOf(needs);
  }

  /** What came of it. */
  public sealed interface Outcome {
    /** It was allowed and done. */
    record Done() implements Outcome {}

    /** A policy refused it. */
    record Refused(Decision.Refused decision) implements Outcome {}

    /**
     * It was not done for another reason.
     *
     * @param code AWS's name of the error
     * @param message as the client is told
     */
    record Failed(String code, String message) implements Outcome {}
  }

  /** Is told of each operation that has ended, before its answer is sent. Any thread. */
  @FunctionalInterface
  public interface Listener {
    Listener NONE = ended -> {};

    /** May block; must not throw. */
    void ended(Ended ended);
  }
}
