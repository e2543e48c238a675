package io.entrepot.storage.driver.filesystem;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.entrepot.storage.failure.StorageException;
import io.entrepot.storage.failure.StorageFailure;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RoomTest {
  @TempDir private Path directory;

  @ParameterizedTest
  @ValueSource(strings = {"No space left on device", "Disk quota exceeded"})
  void aFullDiskIsToldFromTheSystemsWords(String words) {
    Room room = new Room(directory);
    assertEquals(
        new StorageFailure.OutOfSpace(),
        assertThrows(
                StorageException.class,
                () -> room.explain(new FileSystemException("file", null, words)))
            .failure());
  }

  @Test
  void otherFaultsStayWhatTheyAre() throws IOException {
    Room room = new Room(directory);
    IOException fault = new IOException("Input/output error");
    assertSame(fault, room.explain(fault));
    IOException absent = new NoSuchFileException("No space left on device");
    assertSame(absent, room.explain(absent));
  }

  @Test
  @EnabledOnOs(OS.LINUX) // the device that is always full is Linux's own
  void theKernelsOwnRefusalIsUnderstood() throws IOException {
    try (FileChannel full = FileChannel.open(Path.of("/dev/full"), StandardOpenOption.WRITE)) {
      FileWriter writer = new FileWriter(full, new Room(directory), 0);
      ByteBuffer[] chunk = {ByteBuffer.wrap(new byte[10])};
      assertEquals(
          new StorageFailure.OutOfSpace(),
          assertThrows(StorageException.class, () -> writer.write(chunk)).failure());
    }
  }
}
