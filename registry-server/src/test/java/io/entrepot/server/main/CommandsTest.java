package io.entrepot.server.main;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What the words of the command line mean. */
final class CommandsTest {
  @Test
  void help_before_a_command_is_its_help() {
    assertEquals(
        List.of("user", "create", "--help"), Commands.meant(List.of("help", "user", "create")));
    assertEquals(List.of("--help"), Commands.meant(List.of("help")));
  }

  @Test
  void help_elsewhere_is_a_name_like_any_other() {
    List<String> words = List.of("user", "create", "help");
    assertEquals(words, Commands.meant(words));
    assertEquals(List.of(), Commands.meant(List.of()));
  }
}
