package io.entrepot.server.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class YamlFileTest {
  @Test
  void nestedAndDottedKeysMeanTheSame() {
    assertEquals(
        Map.of("listen", "127.0.0.1:80", "log.level", "warn", "uploads.per-repository", "7"),
        parse("listen: 127.0.0.1:80\nlog: {level: warn}\nuploads.per-repository: 7\n"));
  }

  @Test
  void textStaysAsItIsWritten() {
    assertEquals(
        Map.of("access-log", "off", "data", "0x10", "shutdown.grace", "010s", "tls", "off"),
        parse("access-log: off\ndata: 0x10\nshutdown: {grace: 010s}\ntls: 'off'\n"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "# nothing yet\n", "---\n", "{}"})
  void anEmptyFileSetsNothing(String yaml) {
    assertEquals(Map.of(), parse(yaml));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "lisen: x | f: there is no key lisen; the nearest one is listen",
        "'{log: {levle: x}}' | there is no key log.levle; the nearest one is log.level",
        "listen: | listen has no value; accepted is HOST:PORT",
        "listen: [a] | listen is a list",
        "'{listen: a, listen: b}' | f: line 1:",
        "'{log: {level: a}, log.level: b}' | log.level is set twice",
        "'{data: &d a, listen: *d}' | aliases",
        "- a | the file must be a map",
        "just text | the file must be a map",
        "'{a: {b: {c: {d: {e: {f: {g: {h: {i: 1}}}}}}}}}' | f:",
        "'listen: {' | f: line 1:",
        "'data: \"a\\u0001' | f:",
      })
  void whatIsNoMapOfKnownKeysIsRefused(String yaml, String message) {
    ConfigException refusal = assertThrows(ConfigException.class, () -> parse(yaml));
    assertTrue(String.valueOf(refusal.getMessage()).contains(message), refusal.getMessage());
    assertEquals(1, String.valueOf(refusal.getMessage()).lines().count());
  }

  @Test
  void aSecondDocumentIsRefused() {
    assertThrows(ConfigException.class, () -> parse("data: a\n---\ndata: b\n"));
  }

  @Test
  void aFileMayHave64KibibytesAndNoMore(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("entrepot.yaml");
    String line = "data: here\n";
    Files.writeString(file, line + "#".repeat(YamlFile.LARGEST - line.length()));
    assertEquals(Map.of("data", "here"), YamlFile.read(file).texts());
    Files.writeString(file, line + "#".repeat(YamlFile.LARGEST - line.length() + 1));
    assertThrows(ConfigException.class, () -> YamlFile.read(file));
  }

  @Test
  void aMissingFileIsNamed(@TempDir Path folder) {
    Path file = folder.resolve("absent.yaml");
    ConfigException refusal = assertThrows(ConfigException.class, () -> YamlFile.read(file));
    assertEquals("there is no file " + file, refusal.getMessage());
    assertThrows(ConfigException.class, () -> YamlFile.read(folder));
  }

  private static Map<String, String> parse(String yaml) {
    return YamlFile.parse("f", yaml.getBytes(StandardCharsets.UTF_8));
  }
}
