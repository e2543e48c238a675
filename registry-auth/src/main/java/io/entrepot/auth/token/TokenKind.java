package io.entrepot.auth.token;

import java.time.Duration;

/** What a token is for; one of one kind is no good as another. */
public enum TokenKind {
  /** Presented with each request to the registry, and limited to a scope. */
  REGISTRY("entrepot-registry+jwt"),
  /** Exchanged for registry tokens, again and again. */
  REFRESH("entrepot-refresh+jwt"),
  /** ECR's authorization token: the password of the user {@code AWS}. */
  AUTHORIZATION("entrepot-authorization+jwt");

  /** How long a refresh token lives at most; no token lives longer. */
  public static final Duration LONGEST = Duration.ofDays(90);

  /** How long ECR's authorization token lives. */
  public static final Duration AUTHORIZATION_LIFE = Duration.ofHours(12);

  private final String typ;

  TokenKind(String typ) {
    this.typ = typ;
  }

  /** The header parameter {@code typ} (RFC 7515, section 4.1.9; RFC 8725, section 3.11). */
  String typ() {
    return typ;
  }
}
