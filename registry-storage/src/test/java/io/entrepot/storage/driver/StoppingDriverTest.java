package io.entrepot.storage.driver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.entrepot.storage.driver.filesystem.Filesystem;
import io.entrepot.storage.failure.StorageException;
import io.entrepot.storage.failure.StorageFailure;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

class StoppingDriverTest {
  private static final StorageKey OLD = new StorageKey("some/old");
  private static final StorageKey NEW = new StorageKey("some/new");

  @TempDir private Path directory;
  private FaultyDriver faulty;
  private StoppingDriver driver;
  private StorageWriter writer;

  @BeforeEach
  void open() throws IOException {
    faulty = new FaultyDriver(Filesystem.open(directory, List.of(new StorageKey("some"))));
    driver = new StoppingDriver(faulty);
    driver.create(OLD).close();
    writer = driver.create(NEW);
  }

  @AfterEach
  void close() throws IOException {
    writer.close();
    driver.close();
  }

  private static ByteBuffer[] bytes(int count) {
    return new ByteBuffer[] {ByteBuffer.wrap(new byte[count])};
  }

  private static void assertStopped(Executable change) {
    StorageException met = assertThrows(StorageException.class, change);
    assertInstanceOf(StorageFailure.WritesStopped.class, met.failure());
  }

  private void assertAllChangesStopped() throws IOException {
    assertTrue(driver.hasStopped());
    assertStopped(() -> driver.create(new StorageKey("some/third")));
    assertStopped(() -> driver.reopen(OLD, 0));
    assertStopped(() -> driver.link(OLD, new StorageKey("some/linked")));
    assertStopped(() -> driver.persist(OLD));
    assertStopped(() -> driver.delete(OLD));
    assertStopped(() -> writer.write(bytes(1)));
    assertStopped(writer::force);
    try (StorageReader reader = driver.open(OLD)) {
      assertEquals(0, reader.size());
    }
  }

  @Test
  void aFailedForceStopsEveryChangeAndNoReading() throws IOException {
    faulty.failNextForce();
    assertStopped(writer::force);
    assertAllChangesStopped();
  }

  @Test
  void aFailedPersistStopsEveryChange() throws IOException {
    faulty.failNextForce();
    assertStopped(() -> driver.persist(NEW));
    assertAllChangesStopped();
  }

  @Test
  void aFullDiskEndsItsWriterOnly() throws IOException {
    faulty.setRoom(5);
    StorageException met = assertThrows(StorageException.class, () -> writer.write(bytes(10)));
    assertInstanceOf(StorageFailure.OutOfSpace.class, met.failure());
    faulty.setRoom(100);
    assertThrows(IOException.class, () -> writer.write(bytes(1)));
    assertThrows(IOException.class, writer::force);
    try (StorageWriter other = driver.create(new StorageKey("some/third"))) {
      other.write(bytes(50));
      other.force();
      assertEquals(50, other.position());
    }
  }
}
