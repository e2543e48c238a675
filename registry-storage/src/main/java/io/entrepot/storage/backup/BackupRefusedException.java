package io.entrepot.storage.backup;

/** A backup that was not begun; the message tells its reader what to change. */
public final class BackupRefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  BackupRefusedException(String message) {
    super(message, null, false, false);
  }
}
