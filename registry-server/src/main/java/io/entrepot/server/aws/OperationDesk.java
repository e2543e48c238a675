package io.entrepot.server.aws;

import io.entrepot.auth.decide.Decision;
import io.entrepot.auth.decide.Grant;
import io.entrepot.auth.decide.Permission;
import io.entrepot.server.access.Arrival;
import io.entrepot.server.access.Identified;
import io.entrepot.server.access.NotGrantedException;
import java.io.IOException;

/**
 * Carries out operations, whatever door asks for them: who asks, what it needs, whether that is
 * granted, then the work. Any thread; blocks.
 */
public final class OperationDesk {
  private OperationDesk() {}

  /** What a door knows how to read of a request. Each is asked once, in this order. */
  public interface Asked {
    /** Who asks; nothing else is read before that is known. */
    Identified identify() throws IOException;

    /** Which operation is meant. */
    Operation operation();

    Tree.Members input() throws IOException;
  }

  /** What came of an operation. */
  public sealed interface Result {
    /** It was done. */
    record Done(Tree.Members output) implements Result {}

    /** It was not. */
    record NotDone(Failure failure) implements Result {}
  }

  /** Does what is asked. */
  public static Result serve(Arrival arrival, Asked asked) {
    try {
      return new Result.Done(run(arrival, asked));
    } catch (Exception e) {
      return new Result.NotDone(Failures.of(arrival.request().id(), e));
    }
  }

  private static Tree.Members run(Arrival arrival, Asked asked) throws IOException {
    Identified identified = asked.identify();
    Grant grant = identified.grant();
    Operation operation = asked.operation();
    Tree.Members members = asked.input();
    Told.tell(members, grant.witness());
    Input input = new Input(members);
    Call call = operation.reading().read(Asker.of(identified, arrival), input);
    input.refuseRest();
    return call.work(granted(grant, call));
  }

  private static Grant granted(Grant identified, Call call) {
    return switch (identified.decide(call.needs().toArray(Permission[]::new))) {
      case Decision.Allowed allowed -> allowed.grant();
      case Decision.Refused refused -> throw new NotGrantedException(identified, refused);
    };
  }
}
