package io.entrepot.auth.decide;

/**
 * Is told of each decision about a request as it is made, for the audit log: no decision depends on
 * it. The threads of the request, one at a time.
 */
public interface Witness {
  /** Looks away. */
  Witness NONE = new Unseeing();

  /**
   * Something was decided; a request may need several decisions.
   *
   * @param evaluation the answer, and what decided
   */
  void decided(Permission permission, Evaluation evaluation);

  /**
   * A parameter of the request that the permission does not name.
   *
   * @param name as AWS's own operation calls it, such as {@code imageDigest}
   * @param value never a secret
   */
  void told(String name, String value);

  /**
   * The request will be answered with an error that is written by a door of its own.
   *
   * @param code as that door's protocol calls it
   * @param message as the client is told
   */
  void failed(String code, String message);

  /** Nobody looks. */
  record Unseeing() implements Witness {
    @Override
    public void decided(Permission permission, Evaluation evaluation) {}

    @Override
    public void told(String name, String value) {}

    @Override
    public void failed(String code, String message) {}
  }
}
