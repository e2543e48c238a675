package io.entrepot.server.main;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** The help of what other programs start, which {@link Main} knows by itself. */
record ExecHelp(String name, String header) implements Subcommand {
  @Override
  public CommandSpec spec() {
    CommandSpec spec = CommandSpec.create().name(name);
    spec.usageMessage().header(header);
    return spec;
  }

  @Override
  public int run(ParseResult parsed) {
    throw new IllegalStateException(name + " does not come here");
  }
}
