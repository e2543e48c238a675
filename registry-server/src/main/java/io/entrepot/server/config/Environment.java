package io.entrepot.server.config;

import io.entrepot.server.spelling.Nearest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The settings among the environment's variables. */
record Environment(Map<String, String> texts, Optional<String> file) implements Effective.Layer {
  static final String PREFIX = "ENTREPOT_";
  private static final String FILE = PREFIX + "CONFIG";

  /**
   * Read by the launcher, by the commands that manage a running server, or once at the first start:
   * secrets are no settings.
   */
  private static final List<String> OTHERS =
      List.of(
          PREFIX + "JAVA_OPTS",
          PREFIX + "ENDPOINT",
          PREFIX + "CA_FILE",
          PREFIX + "CREDENTIALS",
          PREFIX + "ROLE",
          PREFIX + "WEB_IDENTITY_TOKEN",
          PREFIX + "WEB_IDENTITY_TOKEN_FILE",
          PREFIX + "SESSION_TOKEN",
          PREFIX + "USER",
          PREFIX + "PASSWORD",
          PREFIX + "ACCESS_KEY_ID",
          PREFIX + "SECRET_ACCESS_KEY",
          PREFIX + "ROOT_PASSWORD",
          PREFIX + "ROOT_ACCESS_KEY_ID",
          PREFIX + "ROOT_SECRET_ACCESS_KEY");

  /**
   * Takes what begins with {@link #PREFIX}.
   *
   * @throws ConfigException on a variable that is no setting
   */
  static Environment of(Map<String, String> variables) {
    Map<String, String> texts = new HashMap<>();
    for (Map.Entry<String, String> variable : variables.entrySet()) {
      String name = variable.getKey();
      if (name.startsWith(PREFIX) && !name.equals(FILE) && !OTHERS.contains(name)) {
        texts.put(key(name), variable.getValue());
      }
    }
    return new Environment(texts, Optional.ofNullable(variables.get(FILE)));
  }

  private static String key(String name) {
    for (Setting<?> setting : Settings.ALL) {
      if (setting.variable().equals(name)) {
        return setting.key();
      }
    }
    List<String> known =
        Stream.of(Settings.ALL.stream().map(Setting::variable), Stream.of(FILE), OTHERS.stream())
            .flatMap(names -> names)
            .toList();
    throw new ConfigException(
        "the environment variable "
            + name
            + " sets nothing; the nearest known one is "
            + Nearest.of(name, known));
  }

  @Override
  public String source(Setting<?> setting) {
    return setting.variable();
  }
}
