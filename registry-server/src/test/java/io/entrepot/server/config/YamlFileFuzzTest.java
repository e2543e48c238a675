package io.entrepot.server.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Set;
import java.util.stream.Collectors;

/** Whatever a file holds, it is settings or one sentence that refuses it. */
final class YamlFileFuzzTest {
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
}
