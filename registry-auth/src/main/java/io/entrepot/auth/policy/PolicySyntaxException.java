package io.entrepot.auth.policy;

import java.io.Serial;

/** A policy is not one. The message names the place and what is wrong there. */
public final class PolicySyntaxException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  private final String message;

  PolicySyntaxException(String message) {
    super(message);
    this.message = message;
  }

  @Override
  public String getMessage() {
    return message;
  }
}
