package io.entrepot.lifecycle.rule;

/** A text that is no lifecycle policy. */
public final class LifecyclePolicyException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String place;

  LifecyclePolicyException(String place, String message) {
    super(message);
    this.place = place;
  }

  /** Where the mistake is, such as {@code rules[0].selection}; empty for the text as a whole. */
  public String place() {
    return place;
  }

  /** What is wrong, as a reader of policies is told it. */
  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }
}
