package io.entrepot.server.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Whatever is written, it is settings or one sentence that refuses it. */
final class ConfigurationFuzzTest {
  private static final Set<String> KEYS =
      Settings.ALL.stream().map(Setting::key).collect(Collectors.toUnmodifiableSet());

  @FuzzTest(maxDuration = "20s")
  void a_file_gives_known_keys_or_one_sentence(byte[] yaml) {
    try {
      assertTrue(KEYS.containsAll(YamlFile.parse("f", yaml).keySet()));
    } catch (ConfigException e) {
      assertEquals(1, String.valueOf(e.getMessage()).lines().count());
    }
  }

  @FuzzTest(maxDuration = "20s")
  void a_value_is_taken_or_refused_with_its_key(FuzzedDataProvider data) {
    Setting<?> setting = data.pickValue(Settings.ALL.toArray(new Setting<?>[0]));
    String text = data.consumeRemainingAsString();
    Effective effective = Configuration.read(List.of(setting.flag() + "=" + text), Map.of());
    try {
      effective.get(setting);
    } catch (ConfigException e) {
      assertTrue(String.valueOf(e.getMessage()).startsWith(setting.key() + " is \""));
    }
  }
}
