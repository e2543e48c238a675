package io.entrepot.server.command;

import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** The commands that manage a running server. */
public final class ServerCommands {
  static final int OK = 0;
  static final int FAILURE = 1;
  static final int USAGE = 2;

  private final Noun noun;

  private ServerCommands(Noun noun) {
    this.noun = noun;
  }

  /** In the order of the help. */
  public static List<ServerCommands> all() {
    return List.of(
            AccountNoun.noun(),
            UserNoun.noun(),
            GroupNoun.noun(),
            RoleNoun.noun(),
            KeyNoun.noun(),
            PolicyNoun.noun(),
            ProviderNoun.noun(),
            ImageNoun.noun(),
            LifecycleNoun.noun(),
            EventsNoun.noun(),
            JobsNoun.noun(),
            GarbageNoun.noun(),
            ScrubNoun.noun())
        .stream()
        .map(ServerCommands::new)
        .toList();
  }

  /** What it is called. */
  public String name() {
    return noun.name();
  }

  /** Its words, options and help. */
  public CommandSpec spec() {
    return noun.spec("entrepot");
  }

  /**
   * Does what was asked.
   *
   * @param parsed from this noun on
   * @return the exit code: 0 done, 1 it did not work, 2 it was not asked for well
   */
  public int run(ParseResult parsed, Surroundings surroundings) {
    try {
      ParseResult last = parsed;
      while (last.hasSubcommand()) {
        last = last.subcommand();
      }
      if (noun.find(parsed).isEmpty()) {
        last.commandSpec().commandLine().usage(surroundings.err());
        return USAGE;
      }
      return run(noun.find(parsed).get(), last, surroundings);
    } catch (ClientException e) {
      surroundings.err().println("entrepot: " + Table.printable(e.sentence()));
      return e.code();
    } finally {
      surroundings.out().flush();
    }
  }

  private static int run(Verb verb, ParseResult parsed, Surroundings surroundings)
      throws ClientException {
    String format = parsed.matchedOptionValue(Verb.OUTPUT, "table");
    if (!format.equals("table") && !format.equals("json")) {
      throw ClientException.usage(Verb.OUTPUT + " is table or json");
    }
    try (Asked asked = Asked.of(verb, parsed, surroundings)) {
      Json answer = verb.work().run(asked);
      if (format.equals("json")) {
        surroundings.out().println(answer.indented());
      } else {
        verb.view().print(answer, asked, surroundings.out());
      }
      return asked.code();
    }
  }
}
