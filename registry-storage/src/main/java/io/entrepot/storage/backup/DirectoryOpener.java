package io.entrepot.storage.backup;

import io.entrepot.storage.driver.StorageDriver;
import java.io.IOException;
import java.nio.file.Path;

/** Makes the driver for the bytes of a store in a directory. */
@FunctionalInterface
public interface DirectoryOpener {
  /** A driver with the directories of {@link io.entrepot.storage.layout.Layout}. */
  StorageDriver open(Path directory) throws IOException;
}
