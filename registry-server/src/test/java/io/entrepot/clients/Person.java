package io.entrepot.clients;

import java.util.Map;

/** A user of the guarded server, with credentials of each kind. */
record Person(String name, Map<CredentialKind, Credentials> credentials) {
  Credentials by(CredentialKind kind) {
    Credentials found = credentials.get(kind);
    if (found == null) {
      throw new IllegalArgumentException(name + " has no " + kind);
    }
    return found;
  }
}
