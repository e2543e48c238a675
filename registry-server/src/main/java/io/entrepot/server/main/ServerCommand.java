package io.entrepot.server.main;

import io.entrepot.server.command.Prompt;
import io.entrepot.server.command.ServerCommands;
import io.entrepot.server.command.Surroundings;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** One of the commands that manage a running server. */
record ServerCommand(ServerCommands command) implements Subcommand {
  @Override
  public CommandSpec spec() {
    return command.spec();
  }

  @Override
  public int run(ParseResult parsed) {
    return command.run(
        parsed,
        new Surroundings(System.getenv(), System.in, System.out, System.err, Prompt.TERMINAL));
  }
}
