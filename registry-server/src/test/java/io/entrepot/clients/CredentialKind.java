package io.entrepot.clients;

/** The kinds of credentials that every client can log in with. */
enum CredentialKind {
  PASSWORD,
  ACCESS_KEY,
  /** ECR's, the password of the user {@code AWS}. */
  AUTHORIZATION_TOKEN
}
