package io.entrepot.storage.driver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.entrepot.storage.driver.PowerCutDriver.Loss;
import io.entrepot.storage.driver.filesystem.Filesystem;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PowerCutDriverTest extends StorageDriverContract {
  private static final StorageKey ALPHA = new StorageKey("alpha");

  @TempDir private Path directory;
  private int stores;

  @Override
  protected PowerCutDriver emptyDriver() throws IOException {
    return new PowerCutDriver(fresh());
  }

  @Override
  protected StorageDriver reopened(StorageDriver gone) throws IOException {
    StorageDriver next = fresh();
    ((PowerCutDriver) gone).survivors(next, Loss.ALL);
    gone.close();
    return next;
  }

  private StorageDriver fresh() throws IOException {
    stores++;
    return Filesystem.open(directory.resolve("store" + stores), DIRECTORIES);
  }

  private Set<String> survivors(PowerCutDriver driver, Loss loss) throws IOException {
    Set<String> survivors = new TreeSet<>();
    try (StorageDriver next = fresh()) {
      driver.survivors(next, loss);
      next.list(ALPHA, object -> survivors.add(object.key().lastComponent() + object.size()));
    }
    return survivors;
  }

  @Test
  void whatIsNotDurableIsLost() throws IOException {
    PowerCutDriver driver = emptyDriver();
    StorageKey key = ALPHA.resolve("x");
    StorageKey linked = ALPHA.resolve("y");
    try (StorageWriter writer = driver.create(key)) {
      writer.write(new ByteBuffer[] {ByteBuffer.wrap(new byte[10])});
      assertEquals(Set.of(), survivors(driver, Loss.ALL));
      assertEquals(Set.of("x0"), survivors(driver, Loss.BYTES));
      assertEquals(Set.of("x10"), survivors(driver, Loss.NOTHING));
      driver.persist(key);
      assertEquals(Set.of("x0"), survivors(driver, Loss.ALL));
      writer.force();
      writer.write(new ByteBuffer[] {ByteBuffer.wrap(new byte[5])});
      assertEquals(Set.of("x10"), survivors(driver, Loss.ALL));
    }
    driver.link(key, linked);
    assertEquals(Set.of("x10"), survivors(driver, Loss.ALL));
    assertEquals(Set.of("x10", "y10"), survivors(driver, Loss.BYTES));
    driver.persist(linked);
    assertEquals(Set.of("x10", "y10"), survivors(driver, Loss.ALL));
    driver.delete(key);
    assertEquals(Set.of("x10", "y10"), survivors(driver, Loss.ALL));
    assertEquals(Set.of("y10"), survivors(driver, Loss.BYTES));
    driver.persist(key);
    assertEquals(Set.of("y10"), survivors(driver, Loss.ALL));
    driver.delete(linked);
    assertEquals(Set.of("y10"), survivors(driver, Loss.ALL));
    assertEquals(Set.of(), survivors(driver, Loss.NOTHING));
  }

  @Test
  void ofALinkEitherNameMayBeLost() throws IOException {
    PowerCutDriver driver = emptyDriver();
    StorageKey key = ALPHA.resolve("x");
    StorageKey linked = ALPHA.resolve("y");
    driver.create(key).close();
    driver.link(key, linked);
    assertEquals(Set.of(), survivors(driver, Loss.ALL));
    driver.persist(linked);
    assertEquals(Set.of("y0"), survivors(driver, Loss.ALL));
  }

  @Test
  void afterTheCutNothingChanges() throws IOException {
    PowerCutDriver driver = emptyDriver();
    driver.cutAtStep(2);
    StorageKey key = ALPHA.resolve("x");
    try (StorageWriter writer = driver.create(key)) {
      assertThrows(PowerCutDriver.PowerCut.class, writer::force);
      assertThrows(PowerCutDriver.PowerCut.class, () -> driver.persist(key));
      assertThrows(PowerCutDriver.PowerCut.class, () -> driver.delete(key));
    }
    assertEquals(Set.of("x0"), survivors(driver, Loss.NOTHING));
  }
}
