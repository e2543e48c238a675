package io.entrepot.storage.driver;

import java.io.IOException;
import java.util.function.Consumer;

/**
 * A driver in front of another, for tests that let something happen at a certain moment.
 *
 * @param before is run before each call that makes, opens, links or deletes something
 */
public record WatchedDriver(StorageDriver driver, Runnable before) implements StorageDriver {
  @Override
  public Capabilities capabilities() {
    return driver.capabilities();
  }

  @Override
  public StorageWriter create(StorageKey key) throws IOException {
    before.run();
    return driver.create(key);
  }

  @Override
  public StorageWriter reopen(StorageKey key, long length) throws IOException {
    before.run();
    return driver.reopen(key, length);
  }

  @Override
  public StorageReader open(StorageKey key) throws IOException {
    before.run();
    return driver.open(key);
  }

  @Override
  public void link(StorageKey from, StorageKey to) throws IOException {
    before.run();
    driver.link(from, to);
  }

  @Override
  public void persist(StorageKey key) throws IOException {
    before.run();
    driver.persist(key);
  }

  @Override
  public boolean delete(StorageKey key) throws IOException {
    before.run();
    return driver.delete(key);
  }

  @Override
  public void list(StorageKey prefix, Consumer<StoredObject> consumer) throws IOException {
    driver.list(prefix, consumer);
  }

  @Override
  public void close() throws IOException {
    driver.close();
  }
}
