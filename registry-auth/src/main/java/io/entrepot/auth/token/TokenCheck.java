package io.entrepot.auth.token;

/** What the verification of a token comes to. */
public sealed interface TokenCheck {
  /** It is ours, of the right kind, and in time. Whether its holder still is there is not said. */
  record Valid(TokenContent content) implements TokenCheck {}

  /** It was ours, and its time is over. */
  record Expired() implements TokenCheck {}

  /** It is not ours, or is for something else. */
  record Invalid() implements TokenCheck {}
}
