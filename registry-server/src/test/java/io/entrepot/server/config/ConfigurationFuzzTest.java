package io.entrepot.server.config;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.List;
import java.util.Map;

/** Whatever a value is, it is taken or refused with its key. */
final class ConfigurationFuzzTest {
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
