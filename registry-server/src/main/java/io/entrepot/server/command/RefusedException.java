package io.entrepot.server.command;

/** The server said no. */
final class RefusedException extends ClientException {
  private static final long serialVersionUID = 1L;

  private final String type;

  /**
   * @param type AWS's name of the error, such as {@code NoSuchEntity}
   */
  RefusedException(String type, String message) {
    super(message);
    this.type = type;
  }

  boolean is(String wanted) {
    return type.equals(wanted);
  }

  /** Whether what was named does not exist. */
  boolean isAbsent() {
    return is("NoSuchEntity");
  }

  /** Whether the caller may not. */
  boolean isDenied() {
    return is("AccessDenied") || is("AccessDeniedException");
  }
}
