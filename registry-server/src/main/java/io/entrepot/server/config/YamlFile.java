package io.entrepot.server.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLParser;

/**
 * The settings of a YAML file: nested maps of scalars, whose keys are joined by dots. Loaded only
 * when there is a file, for its library costs time.
 */
record YamlFile(Path path, Map<String, String> texts) implements Effective.Layer {
  /** In bytes; the largest sensible file has a hundredth of it. */
  static final int LARGEST = 64 << 10;

  private static final int DEEPEST = 8;

  /**
   * Reads the file.
   *
   * @throws ConfigException when it cannot be read, is not such YAML, or names an unknown key
   */
  static YamlFile read(Path path) {
    try (InputStream in = Files.newInputStream(path)) {
      byte[] bytes = in.readNBytes(LARGEST + 1);
      if (bytes.length > LARGEST) {
        throw new ConfigException(path + " is larger than " + LARGEST + " bytes");
      }
      return new YamlFile(path, parse(path.toString(), bytes));
    } catch (NoSuchFileException e) {
      throw new ConfigException("there is no file " + path);
    } catch (IOException e) {
      throw new ConfigException("cannot read " + path + ": " + e.getMessage());
    }
  }

  /** The texts by key. */
  static Map<String, String> parse(String name, byte[] bytes) {
    try (YAMLParser parser = open(bytes)) {
      return new Flattening(name, parser).run();
    } catch (JacksonException e) {
      String line = e.getLocation() == null ? "" : " line " + e.getLocation().getLineNr() + ":";
      throw new ConfigException(
          name + ":" + line + " " + e.getOriginalMessage().lines().findFirst().orElse("bad YAML"));
    }
  }

  private static YAMLParser open(byte[] bytes) {
    return (YAMLParser)
        YAMLFactory.builder()
            .streamReadConstraints(
                StreamReadConstraints.builder()
                    .maxNestingDepth(DEEPEST)
                    .maxDocumentLength(LARGEST)
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build()
            .createParser(ObjectReadContext.empty(), bytes);
  }

  @Override
  public String source(Setting<?> setting) {
    return path.toString();
  }
}
