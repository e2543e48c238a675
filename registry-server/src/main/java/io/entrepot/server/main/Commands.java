package io.entrepot.server.main;

import io.entrepot.server.command.ServerCommands;
import io.entrepot.server.credentials.DockerCredentials;
import io.entrepot.server.credentials.KubeletProvider;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** The command line of every subcommand but {@code serve}, and the help of all. */
final class Commands {
  private static final int WIDTH = 100;

  private Commands() {}

  /** In the order of the help. */
  private static List<Subcommand> all() {
    List<Subcommand> commands = new ArrayList<>(List.of(new ServeHelp(), new ConfigCommand()));
    ServerCommands.all().forEach(command -> commands.add(new ServerCommand(command)));
    commands.addAll(List.of(new VerifyCommand(), new BackupCommand()));
    commands.add(
        new ExecHelp(
            KubeletProvider.COMMAND, "Gives a kubelet credentials; the kubelet starts it."));
    commands.add(
        new ExecHelp(DockerCredentials.COMMAND, "Docker's credential helper; docker starts it."));
    commands.add(new VersionCommand());
    return commands;
  }

  /** The options of all commands take longer to make than most of them to run. */
  private static List<Subcommand> needed(List<String> arguments) {
    return ServerCommands.all().stream()
        .filter(command -> !arguments.isEmpty() && command.name().equals(arguments.getFirst()))
        .findFirst()
        .map(command -> List.<Subcommand>of(new ServerCommand(command)))
        .orElseGet(Commands::all);
  }

  /** Runs what the arguments name and returns the exit code. */
  static int run(List<String> arguments) throws StartException {
    Map<String, Subcommand> byName = new LinkedHashMap<>();
    CommandLine line = new CommandLine(top());
    List<String> words = meant(arguments);
    for (Subcommand subcommand : needed(words)) {
      CommandSpec spec = subcommand.spec();
      addHelp(spec);
      byName.put(spec.name(), subcommand);
      line.addSubcommand(new CommandLine(spec));
    }
    line.setUsageHelpWidth(WIDTH);
    try {
      ParseResult parsed = line.parseArgs(words.toArray(new String[0]));
      if (CommandLine.printHelpIfRequested(parsed)) {
        return Main.OK;
      }
      if (!parsed.hasSubcommand()) {
        line.usage(System.err);
        return Main.USAGE;
      }
      Subcommand chosen = byName.get(parsed.subcommand().commandSpec().name());
      return chosen == null ? Main.USAGE : chosen.run(parsed.subcommand());
    } catch (ParameterException e) {
      System.err.println(
          "entrepot: " + String.valueOf(e.getMessage()).replaceFirst("^Error: ", ""));
      CommandLine.UnmatchedArgumentException.printSuggestions(e, System.err);
      return Main.USAGE;
    }
  }

  /** Many try {@code help user} first: that is {@code user --help}. */
  static List<String> meant(List<String> arguments) {
    if (arguments.isEmpty() || !arguments.getFirst().equals("help")) {
      return arguments;
    }
    List<String> asked = new ArrayList<>(arguments.subList(1, arguments.size()));
    asked.add("--help");
    return asked;
  }

  private static CommandSpec top() {
    CommandSpec spec = CommandSpec.create().name("entrepot");
    addHelp(spec);
    spec.usageMessage()
        .description(
            "A container registry: any OCI client pushes and pulls, one process, one folder.")
        .commandListHeading("%nCommands:%n")
        .optionListHeading("%nOptions:%n")
        .footer(
            "",
            "Examples:",
            "  entrepot serve                               serve http://127.0.0.1:5000 from"
                + " ./data",
            "  entrepot serve --help                        every setting, by option and variable",
            "  entrepot user create alice                   manage the running server: user, key,"
                + " policy, ...",
            "  entrepot config --config entrepot.yaml       what would hold, and who says so",
            "",
            "Exit codes: 0 done, 1 it did not work, 2 it was not asked for well.");
    return spec;
  }

  private static void addHelp(CommandSpec spec) {
    spec.addOption(
        OptionSpec.builder("-h", "--help").usageHelp(true).description("Shows this.").build());
  }
}
