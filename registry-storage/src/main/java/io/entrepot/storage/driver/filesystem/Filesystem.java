package io.entrepot.storage.driver.filesystem;

import io.entrepot.storage.driver.StorageDriver;
import io.entrepot.storage.driver.StorageKey;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;

/** Makes drivers that keep objects as files below a directory. */
@SuppressWarnings("DoNotCallSuggester")
public final class Filesystem {
  private Filesystem() {}

  /**
   * A driver on this directory, which is made when it does not exist. One process at a time may use
   * it.
   *
   * @param directories the prefixes that objects will stand right below ({@code
   *     Layout.directories()}): made here, durably, so that no write ever has to
   */
  public static StorageDriver open(Path root, Collection<StorageKey> directories)
      throws IOException {
    throw new UnsupportedOperationException();
  }
}
