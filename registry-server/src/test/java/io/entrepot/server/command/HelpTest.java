package io.entrepot.server.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

final class HelpTest {
  private static final int VERBS_AT_LEAST = 60;

  static List<CommandSpec> verbs() {
    List<CommandSpec> verbs = new ArrayList<>();
    CommandLine line = new CommandLine(CommandSpec.create().name("entrepot"));
    for (ServerCommands command : ServerCommands.all()) {
      line.addSubcommand(new CommandLine(command.spec()));
    }
    collect(line.getCommandSpec(), verbs);
    assertTrue(verbs.size() >= VERBS_AT_LEAST, "only " + verbs.size());
    return verbs;
  }

  private static void collect(CommandSpec spec, List<CommandSpec> verbs) {
    if (spec.subcommands().isEmpty()) {
      verbs.add(spec);
    }
    spec.subcommands().values().forEach(child -> collect(child.getCommandSpec(), verbs));
  }

  @Test
  void everyVerbHasAnExampleAndEveryExampleIsTaken() {
    Set<String> shown = new TreeSet<>();
    for (CommandSpec verb : verbs()) {
      List<String> footer = List.of(verb.usageMessage().footer());
      String joined = String.join("\n", footer).replaceAll("\\\\\n\\s*", "");
      List<String> examples =
          joined.lines().map(String::strip).filter(line -> line.contains("entrepot ")).toList();
      assertFalse(examples.isEmpty(), verb.qualifiedName());
      for (String example : examples) {
        String words =
            example.replaceFirst("^.*\\| *", "").replaceFirst(" [<>] .*$", "").substring(9);
        CommandLine.ParseResult parsed = Shell.parse(words.split(" +"));
        while (parsed.hasSubcommand()) {
          parsed = parsed.subcommand();
        }
        assertEquals(verb.qualifiedName(), parsed.commandSpec().qualifiedName(), example);
      }
      shown.add(verb.qualifiedName());
    }
    assertTrue(shown.contains("entrepot policy simulate"), shown.toString());
  }

  @Test
  void everyVerbTakesTheFormatAndTheConnectionAndNoPassword() {
    for (CommandSpec verb : verbs()) {
      Set<String> options = verb.optionsMap().keySet();
      assertTrue(
          options.containsAll(
              Set.of("--output", "--endpoint", "--username", "--ca-file", "--allow-http")),
          verb.qualifiedName());
      assertFalse(
          options.stream().anyMatch(name -> name.matches("--(.*-)?(password|secret)")),
          verb.qualifiedName());
    }
  }

  @Test
  void aNounAloneShowsItsVerbsAndIsAMistake() {
    Shell.Outcome outcome = new Shell().run("policy", "repository");
    assertEquals(2, outcome.code());
    assertTrue(outcome.err().contains("Sets the policy of a repository."), outcome.err());
    assertEquals("", outcome.out());
  }

  @Test
  void anUnknownFormatIsAMistake() {
    Shell.Outcome outcome = new Shell().run("user", "list", "--output", "yaml");
    assertEquals(new Shell.Outcome(2, "", "entrepot: --output is table or json\n"), outcome);
  }
}
