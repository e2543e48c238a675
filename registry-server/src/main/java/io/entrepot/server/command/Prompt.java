package io.entrepot.server.command;

import java.io.Console;
import java.util.Optional;

/** Asks a person for a secret. */
@FunctionalInterface
public interface Prompt {
  /**
   * At the terminal, where what is typed is not shown. JDK 25 has none again without a terminal.
   */
  @SuppressWarnings("SystemConsoleNull")
  Prompt TERMINAL =
      question -> {
        Console console = System.console();
        return console == null || !console.isTerminal()
            ? Optional.empty()
            : Optional.ofNullable(console.readPassword("%s", question)).map(String::new);
      };

  /** The answer; empty when nobody can be asked. */
  Optional<String> ask(String question);
}
