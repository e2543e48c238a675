package io.entrepot.server.command;

import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** What is managed, and the words that may follow. */
record Noun(String name, String header, List<Node> words) implements Node {
  Noun(String name, String header, Node... words) {
    this(name, header, List.of(words));
  }

  @Override
  public CommandSpec spec(String path) {
    CommandSpec spec = CommandSpec.create().name(name);
    for (Node word : words) {
      CommandSpec child = word.spec(path + " " + name);
      child.addOption(
          OptionSpec.builder("-h", "--help").usageHelp(true).description("Shows this.").build());
      spec.addSubcommand(word.name(), new CommandLine(child));
    }
    spec.usageMessage()
        .header(header)
        .customSynopsis(path + " " + name + " COMMAND [OPTIONS]")
        .commandListHeading("%nCommands:%n")
        .optionListHeading("%nOptions:%n")
        .footer("", path + " " + name + " COMMAND --help shows options and examples.");
    return spec;
  }

  /** The verb that was asked for; empty when the line ends before it. */
  Optional<Verb> find(ParseResult parsed) {
    if (!parsed.hasSubcommand()) {
      return Optional.empty();
    }
    ParseResult next = parsed.subcommand();
    return words.stream()
        .filter(word -> word.name().equals(next.commandSpec().name()))
        .findFirst()
        .flatMap(word ->
            switch (word) {
              case Noun noun -> noun.find(next);
              case Verb verb -> Optional.of(verb);
            });
  }
}
