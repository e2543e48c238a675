package io.entrepot.server.main;

import io.entrepot.server.config.Configuration;
import io.entrepot.storage.metadata.SqliteDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** Options of the subcommands that look after a store. */
final class StoreOptions {
  private static final String DATA = "--data";
  private static final String CONFIG = "--config";
  private static final String OUTPUT = "--output";
  private static final String THREADS = "--threads";
  private static final int MOST_THREADS = 64;
  private static final int DEFAULT_THREADS = 4;

  private StoreOptions() {}

  static void addTo(CommandSpec spec, String threadsHelp) {
    spec.addOption(text(DATA, "PATH", "The data folder, as for serve. Variable: ENTREPOT_DATA"));
    spec.addOption(text(CONFIG, "FILE", "The settings file, as for serve."));
    spec.addOption(
        OptionSpec.builder(THREADS)
            .paramLabel("N")
            .type(Integer.class)
            .description(threadsHelp, "Default: the number of processors, at most 4")
            .build());
    spec.addOption(text(OUTPUT, "FORMAT", "text (the default), or json: one JSON object a line"));
    spec.usageMessage().sortOptions(false).optionListHeading("%nOptions:%n");
  }

  private static OptionSpec text(String name, String label, String help) {
    return OptionSpec.builder(name).paramLabel(label).type(String.class).description(help).build();
  }

  /**
   * The data folder that is asked for.
   *
   * @throws StartException when it holds no store
   */
  static Path data(ParseResult parsed) throws StartException {
    List<String> arguments = new ArrayList<>();
    for (String name : List.of(DATA, CONFIG)) {
      Optional.ofNullable(parsed.<String>matchedOptionValue(name, null))
          .ifPresent(value -> arguments.add(name + "=" + value));
    }
    Path data = Configuration.of(Configuration.read(arguments, System.getenv())).storage().data();
    if (!Files.isRegularFile(metadata(data))) {
      throw new StartException(
          "there is no store in " + data + " (no file " + SqliteDatabase.FILE_NAME + ")");
    }
    return data;
  }

  static Path metadata(Path data) {
    return data.resolve(SqliteDatabase.FILE_NAME);
  }

  /** Whether the answer is for programs; empty when the format is none that there is. */
  static Optional<Boolean> json(ParseResult parsed) {
    return switch (parsed.<String>matchedOptionValue(OUTPUT, "text")) {
      case "text" -> Optional.of(false);
      case "json" -> Optional.of(true);
      default -> Optional.empty();
    };
  }

  /** Empty when the number is out of bounds. */
  static Optional<Integer> threads(ParseResult parsed) {
    int fallback = Math.min(DEFAULT_THREADS, Runtime.getRuntime().availableProcessors());
    int threads = parsed.<Integer>matchedOptionValue(THREADS, fallback);
    return threads >= 1 && threads <= MOST_THREADS ? Optional.of(threads) : Optional.empty();
  }

  static int refuse(String why) {
    System.err.println("entrepot: " + why);
    return Main.USAGE;
  }
}
