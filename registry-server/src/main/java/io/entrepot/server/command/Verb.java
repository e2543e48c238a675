package io.entrepot.server.command;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Model.ArgGroupSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * What can be done with a noun.
 *
 * @param details paragraphs of the help
 * @param choice arguments of which exactly one is given
 * @param examples whole lines
 * @param work what it does
 * @param view how people see the answer
 */
record Verb(
    String name,
    String header,
    List<String> details,
    List<Argument> arguments,
    List<Argument> choice,
    List<String> examples,
    Work work,
    View view)
    implements Node {
  static final String OUTPUT = "--output";

  static Verb of(String name, String header) {
    Work none =
        asked -> {
          throw new IllegalStateException(name + " does nothing");
        };
    return new Verb(
        name,
        header,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        none,
        (answer, asked, out) -> out.println(answer.indented()));
  }

  Verb details(String... paragraphs) {
    return new Verb(name, header, List.of(paragraphs), arguments, choice, examples, work, view);
  }

  Verb takes(Argument... more) {
    return new Verb(name, header, details, joined(arguments, more), choice, examples, work, view);
  }

  /** Exactly one of these. */
  Verb takesOneOf(Argument... alternatives) {
    return new Verb(name, header, details, arguments, List.of(alternatives), examples, work, view);
  }

  Verb does(Work task) {
    return new Verb(name, header, details, arguments, choice, examples, task, view);
  }

  Verb shows(View shown) {
    return new Verb(name, header, details, arguments, choice, examples, work, shown);
  }

  Verb examples(String... lines) {
    return new Verb(name, header, details, arguments, choice, List.of(lines), work, view);
  }

  private static List<Argument> joined(List<Argument> arguments, Argument... more) {
    return Stream.concat(arguments.stream(), Stream.of(more)).toList();
  }

  @Override
  public CommandSpec spec(String path) {
    CommandSpec spec = CommandSpec.create().name(name);
    int positions = 0;
    for (Argument argument : arguments) {
      argument.addTo(spec, positions);
      positions += argument.kind() == Argument.Kind.POSITIONAL ? 1 : 0;
    }
    if (!choice.isEmpty()) {
      ArgGroupSpec.Builder group = ArgGroupSpec.builder().exclusive(true).multiplicity("1");
      choice.forEach(argument -> group.addArg(argument.spec(0)));
      spec.addArgGroup(group.build());
    }
    spec.addOption(
        OptionSpec.builder(OUTPUT)
            .paramLabel("FORMAT")
            .type(String.class)
            .description("table (the default), or json: one object in AWS's shape")
            .build());
    spec.addArgGroup(Connection.options());
    describe(spec, path);
    return spec;
  }

  private void describe(CommandSpec spec, String path) {
    List<String> footer = new ArrayList<>(List.of("", "Examples:"));
    examples.forEach(example -> footer.add("  " + example));
    spec.usageMessage()
        .header(header)
        .description(details.stream().flatMap(text -> Stream.of("", text)).toArray(String[]::new))
        .customSynopsis(synopsis(path))
        .sortOptions(false)
        .parameterListHeading("%nArguments:%n")
        .optionListHeading("%nOptions:%n")
        .footer(footer.toArray(new String[0]));
  }

  private String synopsis(String path) {
    Stream<String> needed =
        arguments.stream()
            .filter(argument -> argument.required() || argument.kind() == Argument.Kind.POSITIONAL)
            .map(Argument::synopsis);
    Stream<String> one =
        choice.isEmpty()
            ? Stream.empty()
            : Stream.of(
                choice.stream()
                    .map(argument -> argument.mandatory().synopsis())
                    .collect(Collectors.joining(" | ", "(", ")")));
    return Stream.of(Stream.of(path, name), needed, one, Stream.of("[OPTIONS]"))
        .flatMap(part -> part)
        .collect(Collectors.joining(" "));
  }
}
