package io.entrepot.lifecycle.job;

/** There is no job like this. Its message is one sentence for people. */
public final class UnknownJobException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnknownJobException(String why) {
    super(why);
  }
}
