package io.entrepot.server.main;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** One subcommand other than {@code serve}; all of them stand in {@link Commands}. */
interface Subcommand {
  /** Its name, options and help. */
  CommandSpec spec();

  /**
   * Does it.
   *
   * @return the exit code
   * @throws StartException when it cannot be done, in one sentence
   */
  int run(ParseResult parsed) throws StartException;
}
