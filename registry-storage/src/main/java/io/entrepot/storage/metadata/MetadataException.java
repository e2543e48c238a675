package io.entrepot.storage.metadata;

import java.sql.SQLException;

/** The database refused a statement in a way that no caller can be blamed for. */
public final class MetadataException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final boolean storageFault;

  MetadataException(String message, SQLException cause, boolean storageFault) {
    super(message + ": " + cause.getMessage(), cause);
    this.storageFault = storageFault;
  }

  /** Whether the disk, or what lies on it, is at fault, so that nothing more may be written. */
  boolean isStorageFault() {
    return storageFault;
  }
}
