package io.entrepot.server.main;

import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** Prints the version. */
final class VersionCommand implements Subcommand {
  @Override
  public CommandSpec spec() {
    CommandSpec spec = CommandSpec.create().name("version");
    spec.usageMessage().header("Prints the version of Entrepot and of the Java it runs on.");
    return spec;
  }

  @Override
  public int run(ParseResult parsed) {
    System.out.println(
        "entrepot " + version() + " (Java " + System.getProperty("java.runtime.version") + ")");
    return Main.OK;
  }

  /** From the jar's manifest. */
  static String version() {
    return Optional.ofNullable(VersionCommand.class.getPackage().getImplementationVersion())
        .orElse("(not packaged)");
  }
}
