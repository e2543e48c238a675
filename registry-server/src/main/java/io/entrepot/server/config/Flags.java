package io.entrepot.server.config;

import io.entrepot.server.spelling.Nearest;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The settings on the command line: {@code --key value} or {@code --key=value}, and {@code --open}
 * alone. Parsed by hand, because the command line library would cost half of the time to start.
 */
record Flags(Map<String, String> texts, Optional<String> file) implements Effective.Layer {
  /** Names the file. */
  static final String FILE = "--config";

  /**
   * Reads the arguments after the subcommand.
   *
   * @throws ConfigException on an unknown, repeated or incomplete option
   */
  static Flags of(List<String> arguments) {
    Map<String, String> texts = new HashMap<>();
    Optional<String> file = Optional.empty();
    Iterator<String> rest = arguments.iterator();
    while (rest.hasNext()) {
      String argument = rest.next();
      int equals = argument.indexOf('=');
      String name = equals < 0 ? argument : argument.substring(0, equals);
      Optional<Setting<?>> setting = known(name);
      String text = equals < 0 ? next(name, setting, rest) : argument.substring(equals + 1);
      if (setting.isPresent() && texts.put(setting.orElseThrow().key(), text) != null) {
        throw new ConfigException(name + " is given twice");
      }
      if (setting.isEmpty()) {
        file = Optional.of(text);
      }
    }
    return new Flags(texts, file);
  }

  /** The value that follows; {@code --open} needs none. */
  private static String next(String name, Optional<Setting<?>> setting, Iterator<String> rest) {
    if (setting.equals(Optional.of(Settings.OPEN))) {
      return Kinds.word(Openness.LOOPBACK);
    }
    if (!rest.hasNext()) {
      throw new ConfigException(
          name + " needs a value: " + setting.map(Setting::accepted).orElse("a path"));
    }
    return rest.next();
  }

  /** Empty for the file's own option. */
  private static Optional<Setting<?>> known(String name) {
    if (name.equals(FILE)) {
      return Optional.empty();
    }
    for (Setting<?> setting : Settings.ALL) {
      if (setting.flag().equals(name)) {
        return Optional.of(setting);
      }
    }
    List<String> flags =
        Stream.concat(Stream.of(FILE), Settings.ALL.stream().map(Setting::flag)).toList();
    throw new ConfigException(
        "there is no option " + name + "; the nearest one is " + Nearest.of(name, flags));
  }

  @Override
  public String source(Setting<?> setting) {
    return setting.flag();
  }
}
