package io.entrepot.server.aws.wire;

import io.entrepot.server.aws.AwsError;
import io.entrepot.server.aws.AwsException;
import io.entrepot.server.aws.Operation;
import io.entrepot.server.aws.Operations;
import io.entrepot.server.aws.Tree;
import io.entrepot.server.aws.shape.ServiceShapes;
import io.entrepot.server.aws.shape.Shape;
import io.entrepot.server.aws.shape.Validation;
import io.entrepot.server.aws.shape.Violation;
import java.util.List;

/**
 * A service as AWS's protocols know it. Immutable.
 *
 * @param operations those that are here
 * @param shapes what all that the service has take
 */
public record WireService(Operations operations, ServiceShapes shapes, Protocol protocol) {
  /**
   * Checks that both lists fit.
   *
   * @throws IllegalArgumentException naming an operation that is here and takes nobody knows what
   */
  public WireService {
    for (Operation operation : operations.all()) {
      if (shapes.input(operation.name()).isEmpty()) {
        throw new IllegalArgumentException(operation.name() + " has no declared input");
      }
    }
  }

  /** How a service is spoken to. */
  public sealed interface Protocol {
    /**
     * AWS JSON 1.1, in which a header field names the operation.
     *
     * @param target what stands before its name and a dot
     */
    record Json(String target) implements Protocol {}

    /**
     * AWS Query, a form that is answered in XML.
     *
     * @param version of the API
     * @param namespace of the answers
     */
    record Query(String version, String namespace) implements Protocol {}
  }

  /** The name that requests are signed for. */
  String name() {
    return operations.service();
  }

  /** Whether AWS's service has an operation of this name. */
  boolean knows(String operation) {
    return shapes.knows(operation);
  }

  /**
   * An operation that is here.
   *
   * @throws AwsException UnsupportedOperation, naming it
   */
  Operation operation(String name) {
    return operations
        .find(name)
        .orElseThrow(() ->
            AwsError.UNSUPPORTED_OPERATION.because(
                "The operation " + name + " of " + name() + " is not supported here."));
  }

  /** What an operation takes that is here. */
  Shape.Structure input(Operation operation) {
    return shapes.input(operation.name()).orElseThrow();
  }

  /**
   * An input that satisfies all that is declared of it.
   *
   * @throws AwsException with what it does not satisfy, in the service's words
   */
  Tree.Members valid(Shape.Structure shape, Tree.Members input) {
    List<Violation> violations = Validation.of(shape, input);
    if (violations.isEmpty()) {
      return input;
    }
    throw switch (protocol) {
      case Protocol.Json json ->
          AwsError.INVALID_PARAMETER.because(violations.getFirst().ofParameter());
      case Protocol.Query query -> AwsError.VALIDATION.because(Validation.sentence(violations));
    };
  }
}
