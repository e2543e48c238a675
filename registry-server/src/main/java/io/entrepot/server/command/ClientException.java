package io.entrepot.server.command;

/** What was asked for was not done. The message is for whoever asked, and holds no secret. */
class ClientException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String sentence;
  private final int code;

  private ClientException(String message, int code) {
    super(message, null, false, false);
    sentence = message;
    this.code = code;
  }

  /** It did not work, though it was asked for well. */
  ClientException(String message) {
    this(message, ServerCommands.FAILURE);
  }

  /** It was not asked for well. */
  static ClientException usage(String message) {
    return new ClientException(message, ServerCommands.USAGE);
  }

  /** For whoever asked. */
  final String sentence() {
    return sentence;
  }

  /** The exit code. */
  final int code() {
    return code;
  }
}
