package io.entrepot.server.command;

import picocli.CommandLine.Model.CommandSpec;

/** A word of the command line: a noun with words below it, or a verb. */
sealed interface Node permits Noun, Verb {
  String name();

  /**
   * Its options and help.
   *
   * @param path the words before it
   */
  CommandSpec spec(String path);
}
