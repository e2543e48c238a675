package io.entrepot.server.main;

import io.entrepot.storage.driver.StorageDriver;
import io.entrepot.storage.driver.filesystem.Filesystem;
import io.entrepot.storage.failure.StorageException;
import io.entrepot.storage.layout.Layout;
import io.entrepot.storage.metadata.Database;
import io.entrepot.storage.metadata.MetadataException;
import io.entrepot.storage.metadata.SqliteDatabase;
import io.entrepot.storage.registry.RegistryStore;
import io.entrepot.storage.registry.SparseManifests;
import io.entrepot.storage.registry.StorageSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;

/** Opens the store as configured. */
final class Storage {
  private Storage() {}

  /**
   * Opens it.
   *
   * @throws StartException when it cannot be opened, in one sentence
   */
  static RegistryStore open(
      DataFolder folder, io.entrepot.server.config.StorageSettings settings, InstantSource clock)
      throws StartException {
    try {
      return embedded(folder.path(), chosen(settings), clock);
    } catch (IOException | StorageException | MetadataException e) {
      throw new StartException(
          "the store in " + folder.path() + " cannot be opened: " + e.getMessage());
    }
  }

  /** The store's own settings. */
  static StorageSettings chosen(io.entrepot.server.config.StorageSettings settings) {
    return StorageSettings.defaults()
        .withSparse(sparse(settings))
        .withCreateOnPush(settings.createOnPush())
        .withUploads(settings.uploadsPerRepository(), settings.uploadExpiry())
        .withGrace(settings.gc().grace(), settings.gc().uploadGrace())
        .withExpiryDelay(settings.lifecycle().delay());
  }

  /** The embedded default: bytes and rows in one directory, which one process at a time opens. */
  static RegistryStore embedded(Path directory, StorageSettings settings, InstantSource clock)
      throws IOException {
    StorageDriver driver = Filesystem.open(directory, Layout.directories());
    try {
      Filesystem.requireLinks(directory);
      Database database =
          SqliteDatabase.open(
              directory.resolve(SqliteDatabase.FILE_NAME), settings.metadataReaders());
      return RegistryStore.open(driver, database, settings, clock);
    } catch (IOException | RuntimeException e) {
      driver.close();
      throw e;
    }
  }

  private static SparseManifests sparse(io.entrepot.server.config.StorageSettings settings) {
    return switch (settings.allowSparse()) {
      case NONE -> SparseManifests.NONE;
      case INDEX -> SparseManifests.INDEX;
      case IMAGE -> SparseManifests.IMAGE;
    };
  }
}
