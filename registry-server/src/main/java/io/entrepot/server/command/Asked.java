package io.entrepot.server.command;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.ParseResult;

/** What was asked for: the values of a verb's arguments, and the server that is to do it. */
final class Asked implements AutoCloseable {
  private final Verb verb;
  private final ParseResult parsed;
  private final StandardInput in;
  private final Surroundings surroundings;
  private final Server server;
  private int code = ServerCommands.OK;

  private Asked(
      Verb verb, ParseResult parsed, StandardInput in, Surroundings surroundings, Server server) {
    this.verb = verb;
    this.parsed = parsed;
    this.in = in;
    this.surroundings = surroundings;
    this.server = server;
  }

  static Asked of(Verb verb, ParseResult parsed, Surroundings surroundings) throws ClientException {
    StandardInput in = new StandardInput(surroundings.in());
    Server server =
        new Connection(parsed, surroundings.environment()).server(in, surroundings.prompt());
    return new Asked(verb, parsed, in, surroundings, server);
  }

  Server server() {
    return server;
  }

  @Override
  public void close() {
    server.close();
  }

  StandardInput in() {
    return in;
  }

  Prompt prompt() {
    return surroundings.prompt();
  }

  Optional<String> variable(String name) {
    return Optional.ofNullable(surroundings.environment().get(name));
  }

  /** Tells something beside the answer. */
  void note(String text) {
    surroundings.err().println(Table.printable(text));
  }

  /** Makes the exit code 1, though there is an answer: it is not what was hoped for. */
  void failed() {
    code = ServerCommands.FAILURE;
  }

  int code() {
    return code;
  }

  /** Asks the identity service. */
  Json iam(String operation, Json body) throws ClientException {
    return server.iam(operation, body);
  }

  boolean has(String name) {
    return find(name).isPresent();
  }

  /** By its option, or by its label when it is positional. */
  Optional<String> text(String name) {
    return find(name).map(spec -> String.valueOf(spec.<Object>getValue()));
  }

  /** Of one that must be there, or else the verb would not run. */
  String required(String name) {
    return text(name).orElseThrow();
  }

  Optional<Long> number(String name) {
    return text(name).map(Long::valueOf);
  }

  List<String> texts(String name) {
    return find(name).map(ArgSpec::originalStringValues).orElse(List.of());
  }

  private Optional<ArgSpec> find(String name) {
    return parsed.matchedArgs().stream()
        .filter(spec ->
            spec.isOption()
                ? List.of(((picocli.CommandLine.Model.OptionSpec) spec).names()).contains(name)
                : spec.paramLabel().equals(name))
        .findFirst();
  }

  /**
   * The text of the file that this option names.
   *
   * @throws ClientException when it cannot be read
   */
  String document(String name) throws ClientException {
    String file = required(name);
    return file.equals("-") ? in.take(name) : read(file);
  }

  private static String read(String file) throws ClientException {
    try {
      Path path = Path.of(file);
      if (Files.size(path) > StandardInput.MOST_BYTES) {
        throw ClientException.usage(file + " is longer than 1 MiB: no policy is");
      }
      return Files.readString(path, StandardCharsets.UTF_8);
    } catch (NoSuchFileException e) {
      throw ClientException.usage("there is no file " + file);
    } catch (IOException e) {
      throw new ClientException(
          String.format(Locale.ROOT, "%s cannot be read as text: %s", file, e.getMessage()));
    }
  }

  /** The members that the arguments become. */
  Json members() throws ClientException {
    Json members = new Json();
    for (Argument argument : verb.arguments()) {
      if (!argument.member().isEmpty()) {
        argument.value(this).ifPresent(value -> members.with(argument.member(), value));
      }
    }
    return members;
  }
}
