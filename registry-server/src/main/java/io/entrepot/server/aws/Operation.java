package io.entrepot.server.aws;

/**
 * One operation of an AWS service, whatever protocol asks for it. Knows no HTTP. Any thread.
 *
 * @param name as AWS names it, such as {@code CreateUser}
 * @param reading reads the input
 */
public record Operation(String name, Reading reading) {
  /** Reads an operation's input. */
  @FunctionalInterface
  public interface Reading {
    /**
     * Reads all members that the operation knows, and looks at what they name as far as the
     * permission depends on it; changes nothing and may block.
     *
     * @throws AwsException naming the member that is wrong
     */
    Call read(Asker asker, Input input);
  }
}
