package io.entrepot.storage.backup;

import java.io.IOException;
import java.nio.file.Path;

/** What lies in a data folder beside the store and goes into its backups too. */
@FunctionalInterface
public interface Companion {
  /** Nothing. */
  Companion NONE = (source, copy) -> {};

  /**
   * Copies it as it stands, durably but for the folder's entry.
   *
   * @param source the data folder
   * @param copy the folder that the backup grows in
   */
  void copy(Path source, Path copy) throws IOException;
}
