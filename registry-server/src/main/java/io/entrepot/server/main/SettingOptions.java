package io.entrepot.server.main;

import io.entrepot.server.config.Setting;
import io.entrepot.server.config.Settings;
import java.util.Locale;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The settings as options of a subcommand's help. */
final class SettingOptions {
  private SettingOptions() {}

  static void addTo(CommandSpec spec) {
    spec.addOption(
        OptionSpec.builder("--config")
            .paramLabel("FILE")
            .type(String.class)
            .description("A YAML file with any of these settings.", "Variable: ENTREPOT_CONFIG")
            .build());
    for (Setting<?> setting : Settings.ALL) {
      spec.addOption(option(setting));
    }
    spec.usageMessage().sortOptions(false).optionListHeading("%nOptions:%n");
  }

  private static OptionSpec option(Setting<?> setting) {
    String fallback = setting.fallback().isEmpty() ? "none" : setting.fallback();
    return OptionSpec.builder(setting.flag())
        .paramLabel(label(setting))
        .arity(setting.key().equals("open") ? "0..1" : "1")
        .type(String.class)
        .description(
            escape(setting.help()),
            escape("Key: " + setting.key() + "  Variable: " + setting.variable()),
            escape("Accepted: " + setting.accepted() + ".  Default: " + fallback))
        .build();
  }

  private static String label(Setting<?> setting) {
    String accepted = setting.accepted();
    if (accepted.startsWith("HOST:PORT")) {
      return "HOST:PORT";
    }
    String last = setting.key().substring(setting.key().lastIndexOf('.') + 1);
    return accepted.contains("path") ? "PATH" : last.toUpperCase(Locale.ROOT);
  }

  /** The library formats descriptions. */
  private static String escape(String text) {
    return text.replace("%", "%%");
  }
}
