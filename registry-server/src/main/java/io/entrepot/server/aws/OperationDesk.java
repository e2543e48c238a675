package io.entrepot.server.aws;

import io.entrepot.auth.decide.Decision;
import io.entrepot.auth.decide.Grant;
import io.entrepot.auth.decide.Permission;
import io.entrepot.auth.principal.Principal;
import io.entrepot.server.access.Arrival;
import io.entrepot.server.access.NotGrantedException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Carries out operations, whatever door asks for them: who asks, what it needs, whether that is
 * granted, then the work; and tells the listener what came of it. Any thread; blocks.
 */
final class OperationDesk {
  private final Ended.Listener listener;

  OperationDesk(Ended.Listener listener) {
    this.listener = listener;
  }

  /** What a door knows how to read of a request. Each is asked once, in this order. */
  interface Asked {
    /** Who asks; nothing else is read before that is known. */
    Grant identify();

    /** Which operation is meant. */
    Operation operation();

    Tree.Members input() throws IOException;
  }

  /** What came of an operation. */
  sealed interface Result {
    /** It was done. */
    record Done(Tree.Members output) implements Result {}

    /** It was not. */
    record NotDone(Failure failure) implements Result {}
  }

  /**
   * Does what is asked.
   *
   * @param name what the client calls the operation
   */
  Result serve(Arrival arrival, String service, String name, Asked asked) {
    Progress progress = new Progress();
    Result result;
    Ended.Outcome outcome;
    try {
      result = new Result.Done(progress.run(arrival, asked));
      outcome = new Ended.Outcome.Done();
    } catch (Exception e) {
      Failure failure = Failures.of(arrival.request().id(), e);
      result = new Result.NotDone(failure);
      outcome =
          e instanceof NotGrantedException refused
              ? new Ended.Outcome.Refused(refused.refused())
              : new Ended.Outcome.Failed(failure.error().code(), failure.message());
    }
    listener.ended(new Ended(arrival, progress.principal, service, name, progress.needs, outcome));
    return result;
  }

  /** How far a request came. */
  private static final class Progress {
    private Optional<Principal> principal = Optional.empty();
    private List<Permission> needs = List.of();

    Tree.Members run(Arrival arrival, Asked asked) throws IOException {
      Grant identified = asked.identify();
      principal = Optional.of(identified.principal());
      Operation operation = asked.operation();
      Tree.Members members = asked.input();
      Told.tell(members, identified.witness());
      Input input = new Input(members);
      Call call =
          operation.reading().read(Asker.of(identified.principal(), arrival.source()), input);
      input.refuseRest();
      needs = call.needs();
      return call.work(granted(identified, call));
    }

    private static Grant granted(Grant identified, Call call) {
      return switch (identified.decide(call.needs().toArray(Permission[]::new))) {
        case Decision.Allowed allowed -> allowed.grant();
        case Decision.Refused refused -> throw new NotGrantedException(identified, refused);
      };
    }
  }
}
