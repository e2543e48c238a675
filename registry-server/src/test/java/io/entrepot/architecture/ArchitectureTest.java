package io.entrepot.architecture;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Holds the compiled classes against the arrows of {@link House}. */
final class ArchitectureTest {
  /** Fewer classes than this means that the test looked at the wrong place. */
  private static final int CLASSES_AT_LEAST = 150;

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .withImportOption(location -> !location.contains("-tests.jar"))
          .importPackages("io.entrepot");

  @Test
  void every_room_names_only_the_rooms_that_its_arrows_allow() {
    Set<String> violations = new TreeSet<>();
    for (JavaClass type : CLASSES) {
      String from = room(type);
      Set<String> allowed = House.ARROWS.getOrDefault(from, Set.of());
      for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
        JavaClass target = dependency.getTargetClass().getBaseComponentType();
        if (!target.getPackageName().startsWith(House.ROOT)) {
          continue;
        }
        String to = room(target);
        if (!to.equals(from) && !allowed.contains(to)) {
          violations.add(from + " -> " + to + "  (" + type.getName() + ")");
        }
      }
    }
    assertEquals(Set.of(), violations);
  }

  @Test
  void every_package_is_a_room_of_the_house() {
    Set<String> unknown = new TreeSet<>();
    for (JavaClass type : CLASSES) {
      if (!House.ARROWS.containsKey(room(type))) {
        unknown.add(room(type));
      }
    }
    assertEquals(Set.of(), unknown);
  }

  @Test
  void the_packages_have_no_cycle() {
    slices().matching("io.entrepot.(**)").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void only_the_access_room_asks_the_decider() {
    Set<String> violations = new TreeSet<>();
    for (JavaClass type : CLASSES) {
      boolean mayAsk = Set.of("server.access", "auth.decide", "server.main").contains(room(type));
      for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
        String target = dependency.getTargetClass().getName();
        if (!mayAsk && target.equals("io.entrepot.auth.decide.Decider")) {
          violations.add(type.getName());
        }
      }
    }
    assertEquals(Set.of(), violations);
  }

  @Test
  void the_test_saw_the_whole_house() {
    assertTrue(CLASSES.size() >= CLASSES_AT_LEAST, "only " + CLASSES.size() + " classes seen");
    for (Map.Entry<String, Set<String>> entry : House.ARROWS.entrySet()) {
      boolean present = CLASSES.stream().anyMatch(type -> room(type).equals(entry.getKey()));
      assertTrue(present, "no class in room " + entry.getKey());
    }
  }

  private static String room(JavaClass type) {
    return type.getPackageName().substring(House.ROOT.length());
  }
}
