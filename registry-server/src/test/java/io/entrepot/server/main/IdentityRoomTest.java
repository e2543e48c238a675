package io.entrepot.server.main;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.entrepot.server.config.Configuration;
import io.entrepot.server.config.IdentitySettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What stops the first start, and what its message says to do. */
final class IdentityRoomTest {
  @TempDir Path folder;

  private String refusal(Map<String, String> environment, String... flags) throws Exception {
    IdentitySettings settings =
        Configuration.of(Configuration.read(List.of(flags), Map.of())).identity();
    return String.valueOf(
        assertThrows(
                StartException.class,
                () -> IdentityRoom.open(folder, settings, environment, InstantSource.system()))
            .getMessage());
  }

  @Test
  void bad_first_credentials_are_named_by_their_variables_and_never_quoted() throws Exception {
    String message = refusal(Map.of("ENTREPOT_ROOT_PASSWORD", "sh0rt"));
    assertTrue(message.contains("ENTREPOT_ROOT_PASSWORD"), message);
    assertTrue(message.contains("8 to 128 characters"), message);
    assertFalse(message.contains("sh0rt"), message);
  }

  @Test
  void an_absent_key_file_says_how_one_is_made() throws Exception {
    Path key = folder.resolve("my.key");
    String message = refusal(Map.of(), "--key-file", key.toString());
    assertTrue(message.contains("head -c 32 /dev/urandom | base64 > " + key), message);
    assertFalse(Files.exists(folder.resolve(IdentityRoom.FILE_NAME)));
  }
}
