package io.entrepot.server.main;

import io.entrepot.server.config.Configuration;
import io.entrepot.server.config.Effective;
import java.io.PrintStream;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Prints the effective settings with their sources, and checks them. */
final class ConfigCommand implements Subcommand {
  private static final String OUTPUT = "--output";

  @Override
  public CommandSpec spec() {
    CommandSpec spec = CommandSpec.create().name("config");
    spec.addOption(
        OptionSpec.builder(OUTPUT)
            .paramLabel("FORMAT")
            .type(String.class)
            .completionCandidates(List.of("table", "json"))
            .description("table (the default) or json")
            .build());
    SettingOptions.addTo(spec);
    spec.usageMessage()
        .header("Prints what serve would go by, and who says so.")
        .description(
            "",
            "Takes the options and variables of serve, starts nothing, and exits with 2 when serve"
                + " would refuse a value.")
        .footer(
            "",
            "Examples:",
            "  entrepot config",
            "  entrepot config --config entrepot.yaml --output json",
            "  ENTREPOT_LISTEN=127.0.0.1:8080 entrepot config");
    return spec;
  }

  @Override
  public int run(ParseResult parsed) throws StartException {
    List<String> arguments = new ArrayList<>();
    for (OptionSpec option : parsed.matchedOptions()) {
      if (!option.longestName().equals(OUTPUT)) {
        arguments.add(argument(option));
      }
    }
    Effective effective = Configuration.read(arguments, System.getenv());
    switch (Optional.ofNullable(parsed.<String>matchedOptionValue(OUTPUT, "table")).orElse("")) {
      case "table" -> printTable(effective, System.out);
      case "json" -> printJson(effective, System.out);
      default -> {
        System.err.println("entrepot: " + OUTPUT + " is table or json");
        return Main.USAGE;
      }
    }
    System.out.flush();
    Configuration.of(effective);
    return Main.OK;
  }

  private static String argument(OptionSpec option) {
    String value = String.join("", option.originalStringValues());
    return value.isEmpty() && option.arity().min() == 0
        ? option.longestName()
        : option.longestName() + "=" + value;
  }

  private static void printTable(Effective effective, PrintStream out) {
    List<String[]> rows = new ArrayList<>();
    rows.add(new String[] {"KEY", "VALUE", "SOURCE"});
    for (Effective.Value value : effective.values()) {
      rows.add(
          new String[] {value.key(), value.text().isEmpty() ? "-" : value.text(), value.source()});
    }
    int keys = width(rows, 0);
    int values = width(rows, 1);
    for (String[] row : rows) {
      out.println(pad(row[0], keys) + "  " + pad(row[1], values) + "  " + row[2]);
    }
  }

  private static int width(List<String[]> rows, int column) {
    return rows.stream().mapToInt(row -> row[column].length()).max().orElse(0);
  }

  private static String pad(String text, int width) {
    return text + " ".repeat(width - text.length());
  }

  private static void printJson(Effective effective, PrintStream out) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(ObjectWriteContext.empty(), text)) {
      json.writeStartArray();
      for (Effective.Value value : effective.values()) {
        json.writeStartObject();
        json.writeStringProperty("key", value.key());
        json.writeStringProperty("value", value.text());
        json.writeStringProperty("source", value.source());
        json.writeEndObject();
      }
      json.writeEndArray();
    }
    out.println(text);
  }
}
