package io.entrepot.server.main;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The folder that holds everything. */
final class DataFolderTest {
  @TempDir Path folder;

  private static String mode(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  @Test
  void a_folder_that_is_made_is_its_owners_alone() throws Exception {
    Path data = folder.resolve("below").resolve("data");
    try (DataFolder taken = DataFolder.take(data)) {
      assertEquals("rwx------", mode(taken.path()));
    }
  }

  @Test
  void a_folder_that_is_there_stays_as_open_as_it_is() throws Exception {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-x---"));
    try (DataFolder taken = DataFolder.take(folder)) {
      assertEquals("rwxr-x---", mode(taken.path()));
    }
  }

  @Test
  void a_folder_is_of_one_at_a_time() throws Exception {
    try (DataFolder taken = DataFolder.take(folder)) {
      assertThrows(StartException.class, () -> DataFolder.take(taken.path()));
    }
  }
}
