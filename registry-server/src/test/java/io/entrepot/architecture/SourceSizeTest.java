package io.entrepot.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LineMap;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Caps on the size of files and methods. Code grows up to the cap that it is given. */
final class SourceSizeTest {
  /** Lines that no file reaches. */
  private static final int FILE_CAP = 400;

  /** Lines that nine files in ten stay under. */
  private static final int FILE_USUAL = 250;

  /** Lines that no method exceeds. */
  private static final int METHOD_CAP = 60;

  private static final int METHODS_AT_LEAST = 500;

  /** A method and its length in lines, from its first modifier to its closing brace. */
  private record MethodLength(String method, long lines) {}

  @Test
  void no_file_reaches_the_cap() throws IOException {
    Set<String> violations = new TreeSet<>();
    for (Path source : Sources.all()) {
      long lines = lines(source);
      if (lines >= FILE_CAP) {
        violations.add(source.getFileName() + ": " + lines + " lines");
      }
    }
    assertEquals(Set.of(), violations);
  }

  @Test
  void nine_shipped_files_in_ten_are_short() throws IOException {
    List<Long> lengths = new ArrayList<>();
    for (Path source : Sources.main()) {
      lengths.add(lines(source));
    }
    lengths.sort(null);
    long ninth = lengths.get(lengths.size() * 9 / 10);
    assertTrue(ninth < FILE_USUAL, "nine in ten are under " + ninth + " lines");
  }

  @Test
  void no_method_exceeds_the_cap() throws IOException {
    List<MethodLength> methods = methods();
    assertTrue(methods.size() >= METHODS_AT_LEAST, methods.size() + " methods seen");
    Set<String> violations = new TreeSet<>();
    for (MethodLength method : methods) {
      if (method.lines() > METHOD_CAP) {
        violations.add(method.method() + ": " + method.lines() + " lines");
      }
    }
    assertEquals(Set.of(), violations);
  }

  private static long lines(Path source) throws IOException {
    try (var lines = Files.lines(source)) {
      return lines.count();
    }
  }

  private static List<MethodLength> methods() throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    List<MethodLength> found = new ArrayList<>();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      JavacTask task =
          (JavacTask)
              compiler.getTask(
                  null, files, null, null, null, files.getJavaFileObjectsFromPaths(Sources.all()));
      SourcePositions positions = Trees.instance(task).getSourcePositions();
      for (CompilationUnitTree unit : task.parse()) {
        new MethodScanner(unit, positions, found).scan(unit, null);
      }
    }
    return found;
  }

  private static final class MethodScanner extends TreePathScanner<@Nullable Void, @Nullable Void> {
    private final CompilationUnitTree unit;
    private final SourcePositions positions;
    private final List<MethodLength> found;

    MethodScanner(CompilationUnitTree unit, SourcePositions positions, List<MethodLength> found) {
      this.unit = unit;
      this.positions = positions;
      this.found = found;
    }

    @Override
    public @Nullable Void visitMethod(MethodTree method, @Nullable Void nothing) {
      LineMap map = unit.getLineMap();
      long first = map.getLineNumber(positions.getStartPosition(unit, method));
      long last = map.getLineNumber(positions.getEndPosition(unit, method));
      String file = Path.of(unit.getSourceFile().getName()).getFileName().toString();
      found.add(new MethodLength(file + " " + method.getName(), last - first + 1));
      return super.visitMethod(method, null);
    }
  }
}
