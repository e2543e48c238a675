package io.entrepot.server.aws.shape;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Reads the declarations of a service. A line that is indented goes on with the one before; {@code
 * #} begins a remark. There are
 *
 * <ul>
 *   <li>{@code Name = string 2..256 /pattern/}, {@code integer}, {@code long} and {@code blob}, of
 *       which bounds and pattern may be left out, as may either bound; {@code sensitive} goes
 *       before the pattern;
 *   <li>{@code Name = one of A B C}, {@code Name = list of Other 1..100}, {@code Name = map of Key
 *       to Value ..50};
 *   <li>{@code Name = { member* Other, another [Other] }}, with a star at what is required, and
 *       brackets for a list of any length;
 *   <li>{@code operation Name { ... }}, what it takes;
 *   <li>{@code undeclared Name Other}, operations of AWS's that are not here and whose input nobody
 *       reads.
 * </ul>
 *
 * <p>A name is declared before it is used. {@code String}, {@code Integer}, {@code Long}, {@code
 * Boolean} and {@code Blob} are known.
 */
final class ShapeFile {
  private final Map<String, Shape> shapes = new TreeMap<>();
  private final Map<String, Shape.Structure> operations = new TreeMap<>();
  private final Set<String> undeclared = new TreeSet<>();

  private ShapeFile() {
    shapes.put("String", Shape.Text.ANY);
    shapes.put("Integer", new Shape.Whole(Bounds.NONE, false));
    shapes.put("Long", new Shape.Whole(Bounds.NONE, true));
    shapes.put("Boolean", new Shape.Flag());
    shapes.put("Blob", new Shape.Bytes(Bounds.NONE));
  }

  /**
   * Reads them.
   *
   * @throws IllegalArgumentException with the line that cannot be read
   */
  static ServiceShapes parse(String text) {
    ShapeFile file = new ShapeFile();
    for (String line : lines(text)) {
      try {
        file.declare(line);
      } catch (RuntimeException e) {
        throw new IllegalArgumentException("no declaration: " + line, e);
      }
    }
    return new ServiceShapes(file.operations, file.undeclared);
  }

  private static List<String> lines(String text) {
    List<String> lines = new ArrayList<>();
    for (String line : text.split("\n", -1)) {
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      if (line.startsWith(" ")) {
        lines.add(lines.removeLast() + " " + line.strip());
      } else {
        lines.add(line.strip());
      }
    }
    return lines;
  }

  private void declare(String line) {
    String first = line.substring(0, line.indexOf(' '));
    String rest = line.substring(first.length() + 1);
    switch (first) {
      case "operation" -> {
        String name = rest.substring(0, rest.indexOf(' '));
        unknownYet(operations.put(name, structure(rest.substring(name.length() + 1))) == null);
      }
      case "undeclared" -> undeclared.addAll(List.of(rest.split(" ")));
      default -> {
        require(rest.startsWith("= "), "an equals sign");
        unknownYet(shapes.put(first, shape(rest.substring(2))) == null);
      }
    }
  }

  private Shape shape(String text) {
    if (text.startsWith("{")) {
      return structure(text);
    }
    String[] words = text.split(" ");
    return switch (words[0]) {
      case "string" -> ShapeWords.text(text);
      case "integer" -> new Shape.Whole(ShapeWords.bounds(words, 1), false);
      case "long" -> new Shape.Whole(ShapeWords.bounds(words, 1), true);
      case "blob" -> new Shape.Bytes(ShapeWords.bounds(words, 1));
      case "one" -> ShapeWords.oneOf(words);
      case "list" -> new Shape.Many(named(words[2]), ShapeWords.bounds(words, 3));
      case "map" -> new Shape.Table(named(words[2]), named(words[4]), ShapeWords.bounds(words, 5));
      default -> throw new IllegalArgumentException("no such kind: " + words[0]);
    };
  }

  private Shape.Structure structure(String text) {
    require(text.startsWith("{") && text.endsWith("}"), "braces");
    String inside = text.substring(1, text.length() - 1).strip();
    Map<String, Shape.Member> members = new LinkedHashMap<>();
    if (!inside.isEmpty()) {
      for (String member : inside.split(", ")) {
        String[] parts = member.split(" ");
        require(parts.length == 2, "a name and a shape: " + member);
        boolean required = parts[0].endsWith("*");
        String name = required ? parts[0].substring(0, parts[0].length() - 1) : parts[0];
        unknownYet(members.put(name, new Shape.Member(named(parts[1]), required)) == null);
      }
    }
    return new Shape.Structure(members);
  }

  private Shape named(String name) {
    if (name.startsWith("[") && name.endsWith("]")) {
      return new Shape.Many(named(name.substring(1, name.length() - 1)), Bounds.NONE);
    }
    Shape shape = shapes.get(name);
    if (shape == null) {
      throw new IllegalArgumentException(name + " is not declared before");
    }
    return shape;
  }

  private static void unknownYet(boolean first) {
    require(first, "a name of its own");
  }

  private static void require(boolean holds, String what) {
    if (!holds) {
      throw new IllegalArgumentException("it wants " + what);
    }
  }
}
