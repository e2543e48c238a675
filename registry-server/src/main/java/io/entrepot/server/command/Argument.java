package io.entrepot.server.command;

import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * One thing that a verb takes.
 *
 * @param name the option, or the label of a positional argument
 * @param label what stands for its value in the help
 * @param member the member of the request that it becomes; empty when the verb itself reads it
 */
record Argument(
    String name, String label, Kind kind, boolean required, String member, String help) {
  static final String DOCUMENT = "--document";

  enum Kind {
    POSITIONAL,
    /** All that have no option before them. */
    POSITIONALS,
    TEXT,
    /** Given several times. */
    TEXTS,
    NUMBER,
    FLAG,
    /** {@code KEY=VALUE}, several times. */
    TAGS,
    /** A file's name; its text is what counts. */
    DOCUMENT
  }

  /** A positional argument that must be there. */
  static Argument positional(String label, String member, String help) {
    return new Argument(label, label, Kind.POSITIONAL, true, member, help);
  }

  /** One or more of them. */
  static Argument positionals(String label, String member, String help) {
    return new Argument(label, label, Kind.POSITIONALS, true, member, help);
  }

  static Argument text(String option, String label, String member, String help) {
    return new Argument(option, label, Kind.TEXT, false, member, help);
  }

  static Argument texts(String option, String label, String member, String help) {
    return new Argument(option, label, Kind.TEXTS, false, member, help);
  }

  static Argument number(String option, String label, String member, String help) {
    return new Argument(option, label, Kind.NUMBER, false, member, help);
  }

  static Argument flag(String option, String member, String help) {
    return new Argument(option, "", Kind.FLAG, false, member, help);
  }

  static Argument tags() {
    return new Argument("--tag", "KEY=VALUE", Kind.TAGS, false, "Tags", "A tag; may be repeated.");
  }

  /** A document that must be there. */
  static Argument document(String member, String what) {
    return new Argument(
        DOCUMENT, "FILE", Kind.DOCUMENT, true, member, what + " - is the standard input.");
  }

  Argument optional() {
    return new Argument(name, label, kind, false, member, help);
  }

  Argument mandatory() {
    return new Argument(name, label, kind, true, member, help);
  }

  /** As the synopsis shows it. */
  String synopsis() {
    String shown =
        switch (kind) {
          case POSITIONAL -> label;
          case POSITIONALS -> label + "...";
          case TEXTS -> name + " " + label + "...";
          case TEXT, NUMBER, FLAG, TAGS, DOCUMENT -> name + " " + label;
        };
    return required ? shown : "[" + shown + "]";
  }

  ArgSpec spec(int position) {
    return switch (kind) {
      case POSITIONAL -> positionalSpec(position);
      case POSITIONALS -> positionalsSpec(position);
      case TEXT, TEXTS, NUMBER, FLAG, TAGS, DOCUMENT -> optionSpec();
    };
  }

  void addTo(CommandSpec spec, int position) {
    spec.add(spec(position));
  }

  private PositionalParamSpec positionalsSpec(int position) {
    return PositionalParamSpec.builder()
        .index(position + "..*")
        .paramLabel(label)
        .type(List.class)
        .auxiliaryTypes(String.class)
        .arity(required ? "1..*" : "0..*")
        .required(required)
        .description(help)
        .build();
  }

  private PositionalParamSpec positionalSpec(int position) {
    return PositionalParamSpec.builder()
        .index(Integer.toString(position))
        .paramLabel(label)
        .type(String.class)
        .arity(required ? "1" : "0..1")
        .required(required)
        .description(help)
        .build();
  }

  private OptionSpec optionSpec() {
    OptionSpec.Builder builder = OptionSpec.builder(name).description(help).required(required);
    return switch (kind) {
      case FLAG -> builder.arity("0").type(boolean.class).build();
      case TEXTS, TAGS ->
          builder
              .arity("1")
              .paramLabel(label)
              .type(List.class)
              .auxiliaryTypes(String.class)
              .build();
      case NUMBER -> builder.arity("1").paramLabel(label).type(Long.class).build();
      case POSITIONAL, POSITIONALS, TEXT, DOCUMENT ->
          builder.arity("1").paramLabel(label).type(String.class).build();
    };
  }

  /** Its value as the request has it; empty when it was not given. */
  Optional<Object> value(Asked asked) throws ClientException {
    return switch (kind) {
      case FLAG -> asked.has(name) ? Optional.of(true) : Optional.empty();
      case TEXTS, POSITIONALS -> list(asked.texts(name));
      case TAGS -> list(Tags.read(asked.texts(name)));
      case DOCUMENT ->
          asked.text(name).isPresent() ? Optional.of(asked.document(name)) : Optional.empty();
      case POSITIONAL, TEXT -> asked.text(name).map(text -> text);
      case NUMBER -> asked.number(name).map(number -> number);
    };
  }

  private static Optional<Object> list(List<?> values) {
    return values.isEmpty() ? Optional.empty() : Optional.of(List.copyOf(values));
  }
}
