package io.entrepot.auth.store;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.entrepot.auth.credential.Passwords;
import io.entrepot.auth.identity.NameRules;
import io.entrepot.auth.identity.NewOidcProvider;
import io.entrepot.auth.identity.PageRequest;
import io.entrepot.auth.identity.Quotas;
import io.entrepot.auth.identity.TagRules;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** The page of limits says what the constants are. */
final class LimitsPageTest {
  private static final List<Class<?>> HOLDERS =
      List.of(
          NameRules.class,
          TagRules.class,
          Quotas.class,
          PageRequest.class,
          NewOidcProvider.class,
          Passwords.class);

  @Test
  void every_limit_of_identities_stands_on_the_page_with_its_value()
      throws IOException, IllegalAccessException {
    List<String> lines = Files.readAllLines(Path.of("..", "docs", "limits.md"));
    int checked = 0;
    for (Class<?> holder : HOLDERS) {
      for (Field field : holder.getDeclaredFields()) {
        int modifiers = field.getModifiers();
        if (Modifier.isPublic(modifiers) && field.getType() == int.class) {
          check(lines, holder.getSimpleName() + "." + field.getName(), field.getInt(null));
          checked++;
        }
      }
    }
    assertTrue(checked >= 20, checked + " limits checked");
  }

  private static void check(List<String> lines, String name, int value) {
    List<String> rows = lines.stream().filter(line -> line.contains("`" + name + "`")).toList();
    String written = String.format(Locale.ROOT, "%,d", value);
    boolean stands =
        rows.stream()
            .map(row -> row.split("\\|")[2])
            .anyMatch(cell -> cell.matches("\\s*" + written + "( .*)?\\s*"));
    assertTrue(stands, name + " = " + written + " in " + rows);
  }
}
