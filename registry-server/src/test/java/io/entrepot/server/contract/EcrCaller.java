package io.entrepot.server.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;

import tools.jackson.databind.JsonNode;

/**
 * Somebody who calls ECR's operations, at the administration door.
 *
 * @param service {@code ecr} or {@code ecr-public}
 */
record EcrCaller(Administrator door, String service) {
  /** Of private repositories. */
  EcrCaller(Administrator door) {
    this(door, "ecr");
  }

  /** A call that has to be well; single quotes stand for double ones. */
  JsonNode well(String operation, String body) {
    return call(operation, body).expect(200).json();
  }

  /** A call that has to be refused so. */
  void refused(String operation, String body, int status, String code, String message) {
    assertEquals(message, refusal(operation, body, status, code));
  }

  /** The same; its message is returned. */
  String refusal(String operation, String body, int status, String code) {
    return Administrator.error(call(operation, body), status, code);
  }

  Answer call(String operation, String body) {
    return door.call(service, operation, body.replace('\'', '"'));
  }
}
