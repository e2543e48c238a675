package io.entrepot.server.config;

import java.util.List;
import java.util.Map;

/**
 * The text of every key, and who set it.
 *
 * @param values by key, in the order of {@link Settings#ALL}
 */
public record Effective(List<Value> values) {
  /**
   * One key's text.
   *
   * @param source {@code --listen}, {@code ENTREPOT_LISTEN}, the file's name, or {@code default}
   */
  public record Value(String key, String text, String source) {}

  static final String DEFAULT = "default";

  public Effective {
    values = List.copyOf(values);
  }

  /** The first of these layers that names a key sets it. */
  static Effective of(List<Layer> layers) {
    return new Effective(Settings.ALL.stream().map(setting -> find(setting, layers)).toList());
  }

  /** What was said in one place. */
  interface Layer {
    /** By key. */
    Map<String, String> texts();

    /** The place, as an operator knows it. */
    String source(Setting<?> setting);
  }

  private static Value find(Setting<?> setting, List<Layer> layers) {
    for (Layer layer : layers) {
      String text = layer.texts().get(setting.key());
      if (text != null) {
        return new Value(setting.key(), text, layer.source(setting));
      }
    }
    return new Value(setting.key(), setting.fallback(), DEFAULT);
  }

  /**
   * The key's value.
   *
   * @throws ConfigException that names key, value, source and what is accepted
   */
  <T> T get(Setting<T> setting) {
    Value value = value(setting);
    return setting
        .kind()
        .parse()
        .apply(value.text())
        .orElseThrow(() -> refuse(setting, "accepted is " + setting.accepted()));
  }

  /** An error about this key's value. */
  ConfigException refuse(Setting<?> setting, String why) {
    Value value = value(setting);
    return new ConfigException(
        setting.key() + " is \"" + value.text() + "\" (" + value.source() + "): " + why);
  }

  private Value value(Setting<?> setting) {
    return values.stream()
        .filter(value -> value.key().equals(setting.key()))
        .findFirst()
        .orElseThrow();
  }
}
