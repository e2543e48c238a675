package io.entrepot.storage.metadata;

import java.nio.file.Path;

/** Copies the whole metadata while it is in use. */
public final class MetadataCopy {
  private MetadataCopy() {}

  /**
   * Writes the state of one moment into a new file, compact and without open uploads, whose bytes
   * no copy has, and without files to be deleted and holds on them, which are the source's own.
   * Writers go on meanwhile; their log grows until this has ended. The file is not durable when
   * this returns.
   *
   * @param target does not exist; what lies there after a failure is of no use
   */
  public static void write(Path source, Path target) {
    try (Sql sql = new SqliteConnections(source).readOnly()) {
      sql.update("VACUUM INTO ?", target.toAbsolutePath().toString());
    }
    try (Sql sql = new SqliteConnections(target).unlogged()) {
      sql.update("DELETE FROM upload");
      if (RemovalHold.isKnown(sql)) {
        sql.update("DELETE FROM blob_removal");
        sql.update("DELETE FROM removal_hold");
      }
    }
  }
}
