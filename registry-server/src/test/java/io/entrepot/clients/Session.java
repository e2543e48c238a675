package io.entrepot.clients;

import io.entrepot.clients.Commands.Answer;

/**
 * A client with a home of its own, which nobody has logged in yet. What it pushes is small and lies
 * under one tag.
 */
interface Session {
  Lab lab();

  /** Logs in as the client's users do, the password on its standard input where it reads that. */
  Answer login(Credentials credentials);

  /** Pushes to this repository, under the tag {@link #tag}. */
  Answer push(String repository);

  /** Pulls what was pushed. */
  Answer pull(String repository);

  /** The tag it pushes under. */
  default String tag() {
    return "v1";
  }

  /** HOST:PORT/REPOSITORY:TAG. */
  default String name(String repository) {
    return lab().guarded().name(repository) + ":" + tag();
  }

  default String address() {
    return lab().guarded().address();
  }
}
