package io.entrepot.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * Holds the imports in the sources against the house. The bytecode test does not see a constant
 * that the compiler copied, and cannot say who may use which library.
 */
final class SourceImportsTest {
  private static final int SOURCES_AT_LEAST = 120;
  private static final Set<String> VAGUE_NAMES =
      Set.of("common", "util", "utils", "core", "model", "helper", "helpers", "manager", "impl");

  @Test
  void no_source_imports_from_a_room_beyond_its_arrows() throws IOException {
    Set<String> violations = new TreeSet<>();
    for (Path source : Sources.main()) {
      String from = Sources.room(source);
      for (String imported : imports(source)) {
        if (!imported.startsWith(House.ROOT)) {
          continue;
        }
        String to = roomOf(imported.substring(House.ROOT.length()));
        if (!to.equals(from) && !House.ARROWS.getOrDefault(from, Set.of()).contains(to)) {
          violations.add(from + " -> " + to + "  (" + source.getFileName() + ")");
        }
      }
    }
    assertEquals(Set.of(), violations);
  }

  @Test
  void each_library_stays_in_its_rooms() throws IOException {
    Set<String> violations = new TreeSet<>();
    for (Path source : Sources.main()) {
      for (String imported : imports(source)) {
        for (Map.Entry<String, Set<String>> library : House.LIBRARIES.entrySet()) {
          boolean uses = imported.startsWith(library.getKey());
          if (uses && !library.getValue().contains(Sources.room(source))) {
            violations.add(source.getFileName() + " imports " + imported);
          }
        }
      }
    }
    assertEquals(Set.of(), violations);
  }

  @Test
  void no_room_or_type_has_a_vague_name() throws IOException {
    Set<String> violations = new TreeSet<>();
    for (Path source : Sources.all()) {
      String type = source.getFileName().toString().replace(".java", "");
      boolean vagueType =
          type.endsWith("Impl")
              || type.endsWith("Util")
              || type.endsWith("Utils")
              || type.endsWith("Helper")
              || type.endsWith("Manager");
      boolean vagueRoom =
          List.of(Sources.room(source).split("\\.")).stream().anyMatch(VAGUE_NAMES::contains);
      if (vagueType || vagueRoom) {
        violations.add(source.toString());
      }
    }
    assertEquals(Set.of(), violations);
  }

  @Test
  void every_shipped_package_says_what_it_is_and_knows_no_null() throws IOException {
    Set<String> rooms = new TreeSet<>();
    Set<String> described = new TreeSet<>();
    for (Path source : Sources.main()) {
      rooms.add(Sources.room(source));
      String text = Files.readString(source);
      if (source.endsWith("package-info.java")
          && text.startsWith("/**")
          && text.contains("@NullMarked")) {
        described.add(Sources.room(source));
      }
    }
    assertEquals(rooms, described);
  }

  @Test
  void the_test_read_the_sources() throws IOException {
    assertTrue(Sources.main().size() >= SOURCES_AT_LEAST, Sources.main().size() + " sources read");
  }

  private static List<String> imports(Path source) throws IOException {
    return Files.readString(source)
        .lines()
        .filter(line -> line.startsWith("import "))
        .map(line -> line.replace("import static ", "").replace("import ", "").replace(";", ""))
        .toList();
  }

  /** The package part of a type's or constant's name: what comes before the first capital. */
  private static String roomOf(String name) {
    StringBuilder room = new StringBuilder();
    for (String part : name.split("\\.")) {
      if (part.isEmpty() || Character.isUpperCase(part.charAt(0))) {
        break;
      }
      room.append(room.isEmpty() ? "" : ".").append(part);
    }
    return room.toString();
  }
}
