package io.entrepot.storage.driver.filesystem;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.entrepot.storage.driver.StorageDriver;
import io.entrepot.storage.driver.StorageDriverContract;
import io.entrepot.storage.driver.StorageKey;
import io.entrepot.storage.driver.StoredObject;
import io.entrepot.storage.layout.Layout;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FilesystemDriverTest extends StorageDriverContract {
  @TempDir private Path directory;

  @Override
  protected StorageDriver emptyDriver() throws IOException {
    return Filesystem.open(directory.resolve("deep/root"), DIRECTORIES);
  }

  @Override
  protected StorageDriver reopened(StorageDriver gone) throws IOException {
    gone.close();
    return emptyDriver();
  }

  @Test
  void filesThatNoKeyCouldNameAreNotListed() throws IOException {
    try (StorageDriver driver = emptyDriver()) {
      Files.writeString(directory.resolve("deep/root/alpha/.DS_Store"), "x");
      Files.writeString(directory.resolve("deep/root/alpha/Thumbs"), "x");
      Files.writeString(directory.resolve("deep/root/alpha/mine"), "x");
      List<StoredObject> listed = new ArrayList<>();
      driver.list(new StorageKey("alpha"), listed::add);
      assertEquals(List.of(new StoredObject(new StorageKey("alpha/mine"), 1)), listed);
    }
  }

  @Test
  void aFileSystemWithoutHardLinksIsRefusedInASentence() throws IOException {
    IOException refused =
        assertThrows(
            IOException.class,
            () ->
                HardLinks.require(
                    directory,
                    (link, existing) -> {
                      throw new FileSystemException("x", "y", "Operation not permitted");
                    }));
    assertTrue(
        refused.toString().contains("does not make hard links; put the data folder on one"),
        refused.toString());
    Filesystem.requireLinks(directory);
    try (Stream<Path> left = Files.list(directory)) {
      assertEquals(List.of(), left.filter(Files::isRegularFile).toList());
    }
  }

  @Test
  void everyDirectoryOfTheLayoutIsThereFromTheStart() throws IOException {
    try (StorageDriver driver = Filesystem.open(directory, Layout.directories())) {
      for (StorageKey key : Layout.directories()) {
        assertTrue(Files.isDirectory(directory.resolve(key.value())), key::value);
      }
      assertEquals(1 + 2 * (1 + 256), Layout.directories().size());
      assertTrue(driver.capabilities().fileChannels());
    }
  }
}
