package io.entrepot.server.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Runs commands in this process, with variables, an input and a terminal of its own. */
public final class Shell {
  /** What came of a command. */
  public record Outcome(int code, String out, String err) {}

  private final Map<String, String> environment = new HashMap<>();
  private final List<String> typed = new ArrayList<>();
  private final Set<String> driven = new TreeSet<>();
  private String input = "";

  /** As one who has this access key. */
  public static Shell with(String endpoint, String accessKeyId, String secret) {
    return new Shell()
        .set("ENTREPOT_ENDPOINT", endpoint)
        .set("ENTREPOT_ACCESS_KEY_ID", accessKeyId)
        .set("ENTREPOT_SECRET_ACCESS_KEY", secret);
  }

  public Shell set(String variable, String value) {
    environment.put(variable, value);
    return this;
  }

  /** What is piped into the next commands. */
  public Shell pipe(String text) {
    input = text;
    return this;
  }

  /** What a person types at the questions for a secret. */
  Shell types(String... lines) {
    typed.addAll(List.of(lines));
    return this;
  }

  /** Runs what stands behind {@code entrepot}. */
  public Outcome run(String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Surroundings surroundings =
        new Surroundings(
            environment,
            new ByteArrayInputStream(input.getBytes(UTF_8)),
            new PrintStream(out, true, UTF_8),
            new PrintStream(err, true, UTF_8),
            question -> typed.isEmpty() ? Optional.empty() : Optional.of(typed.removeFirst()));
    int code;
    try {
      ParseResult parsed = parse(arguments).subcommand();
      ParseResult last = parsed;
      while (last.hasSubcommand()) {
        last = last.subcommand();
      }
      driven.add(last.commandSpec().qualifiedName());
      code =
          ServerCommands.all().stream()
              .filter(command -> command.spec().name().equals(parsed.commandSpec().name()))
              .findFirst()
              .orElseThrow()
              .run(parsed, surroundings);
    } catch (ParameterException e) {
      surroundings.err().println(e.getMessage());
      code = ServerCommands.USAGE;
    }
    return new Outcome(code, out.toString(UTF_8), err.toString(UTF_8));
  }

  /** The verbs that were run here, each as {@code entrepot NOUN VERB}. */
  public Set<String> driven() {
    return driven;
  }

  /** All verbs that there are. */
  public static Set<String> verbs() {
    Set<String> verbs = new TreeSet<>();
    HelpTest.verbs().forEach(verb -> verbs.add(verb.qualifiedName()));
    return verbs;
  }

  static ParseResult parse(String... arguments) {
    CommandLine line = new CommandLine(CommandSpec.create().name("entrepot"));
    for (ServerCommands command : ServerCommands.all()) {
      line.addSubcommand(new CommandLine(command.spec()));
    }
    return line.parseArgs(arguments);
  }
}
